import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatCounted } from '../../ui/amounts'
import { Dialog } from '../../ui/dialog'
import { notifyDone, perform } from '../../ui/perform'
import { useLast } from '../../ui/use-last'
import { MessageForm } from '../connections/message-form'

export interface BroadcastDialogProps {
  /** The room that it opens with; null while it is closed. */
  readonly room: string | null
  readonly onClose: () => void
}

/** Sends a message to every member of a room. */
export function BroadcastDialog({ room, onClose }: BroadcastDialogProps) {
  const shown = useLast(room)
  return (
    <Dialog title={t`Broadcast to room`} opened={room !== null} onClose={onClose}>
      {shown !== null && <BroadcastForm key={shown} initialRoom={shown} />}
    </Dialog>
  )
}

function BroadcastForm({ initialRoom }: { readonly initialRoom: string }) {
  const rooms = useAppStore((state) => state.rooms)
  const [room, setRoom] = useState(initialRoom)
  const members = rooms.get(room)?.members.length ?? 0
  const names = rooms.has(room) ? [...rooms.keys()] : [room, ...rooms.keys()]
  return (
    <>
      <NativeSelect
        label={t`Room`}
        description={
          members === 0 ? t`Nobody is in it by now` : formatCounted(members, t`# member|# members`)
        }
        data={names}
        value={room}
        mb="xs"
        onChange={(event) => setRoom(event.currentTarget.value)}
      />
      <MessageForm
        submit={t`Send`}
        onSend={async (message) => {
          const sent = await perform('rooms.broadcast', { room, message })
          if (sent) notifyDone(t`Sent to ${formatCounted(members, t`# member|# members`)} of ${room}`)
          return sent
        }}
      />
    </>
  )
}
