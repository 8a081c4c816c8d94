import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { useLast } from '../../ui/use-last'
import { withNote } from './traffic-marks'

export interface NoteDialogProps {
  /** Sequence number of the entry; null for no dialog. */
  readonly seq: number | null
  readonly onClose: () => void
}

/** A few words on an entry, which mark it. */
export function NoteDialog({ seq, onClose }: NoteDialogProps) {
  const shown = useLast(seq)
  return (
    <Dialog title="Note on the entry" opened={seq !== null} onClose={onClose}>
      {shown !== null && <NoteForm key={shown} seq={shown} onDone={onClose} />}
    </Dialog>
  )
}

function NoteForm({ seq, onDone }: { readonly seq: number; readonly onDone: () => void }) {
  const app = useAppStoreApi()
  const [note, setNote] = useState(() => app.getState().ui.marks.get(seq) ?? '')
  const save = () => {
    app.getState().setUi({ marks: withNote(app.getState().ui.marks, seq, note) })
    onDone()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Stack gap="xs">
        <TextInput
          label="Note"
          description="Kept until the traffic is cleared or Understudy is closed."
          size="xs"
          data-autofocus
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit">Save note</Button>
        </Group>
      </Stack>
    </form>
  )
}
