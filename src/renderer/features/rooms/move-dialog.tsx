import { Autocomplete, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { pluralForm } from '../../../shared/text/plural-form'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatCounted } from '../../ui/amounts'
import { Dialog } from '../../ui/dialog'
import { useLast } from '../../ui/use-last'
import { type MemberMove, moveMembers } from './move-members'

/** Who is to be moved, and out of which room. */
export type Movers = Omit<MemberMove, 'to'>

export interface MoveDialogProps {
  /** Null while it is closed. */
  readonly movers: Movers | null
  readonly onClose: () => void
}

/** Moves members of a room to another room, an existing or a new one. */
export function MoveDialog({ movers, onClose }: MoveDialogProps) {
  const shown = useLast(movers)
  return (
    <Dialog title={t`Move to room`} opened={movers !== null} onClose={onClose}>
      {shown !== null && (
        <MoveForm key={`${shown.from} ${shown.members.join()}`} movers={shown} onDone={onClose} />
      )}
    </Dialog>
  )
}

function MoveForm({ movers, onDone }: { readonly movers: Movers; readonly onDone: () => void }) {
  const rooms = useAppStore((state) => state.rooms)
  const [room, setRoom] = useState('')
  const { members, from } = movers
  const who = members.length === 1 ? (members[0] ?? '') : formatCounted(members.length, t`# member|# members`)
  const problem = room === from ? t`${who} ${pluralForm(members.length, t`is|are`)} in ${from} already` : null
  const move = async () => {
    if (room !== '' && problem === null && (await moveMembers({ members, from, to: room }))) onDone()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void move()
      }}
    >
      <Stack gap="xs">
        <p className="u-dim" style={{ margin: 0 }}>
          {t`${who} of ${from}`}
        </p>
        <Autocomplete
          label={t`Room`}
          description={t`One that there is, or the name of a new one`}
          data-autofocus
          data={[...rooms.keys()].filter((name) => name !== from)}
          limit={50}
          value={room}
          error={problem}
          onChange={setRoom}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={room === '' || problem !== null}>
            {t`Move`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
