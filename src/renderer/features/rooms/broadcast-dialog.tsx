import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
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
    <Dialog title="Broadcast to room" opened={room !== null} onClose={onClose}>
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
        label="Room"
        description={members === 0 ? 'Nobody is in it by now' : formatCounted(members, 'member')}
        data={names}
        value={room}
        mb="xs"
        onChange={(event) => setRoom(event.currentTarget.value)}
      />
      <MessageForm
        submit="Send"
        onSend={async (message) => {
          const sent = await perform('rooms.broadcast', { room, message })
          if (sent) notifyDone(`Sent to ${formatCounted(members, 'member')} of ${room}`)
          return sent
        }}
      />
    </>
  )
}
