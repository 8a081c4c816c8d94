import type { ConnectionSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { notifyDone, perform } from '../../ui/perform'
import { useLast } from '../../ui/use-last'
import { JsonEntries } from '../state/json-entries'
import { type WriteEntry, writeUndoably } from '../state/undoable-entry'
import { CloseConnectionForm } from './close-connection-form'
import { FaultsForm } from './faults-form'
import { JoinRoomForm } from './join-room-form'
import { MessageForm } from './message-form'
import { PassthroughForm } from './passthrough-form'

/** The dialog that is open, and for which connection. */
export interface OpenDialog {
  readonly type: 'send' | 'close' | 'join' | 'metadata' | 'passthrough' | 'faults'
  readonly connection: string
}

export interface ConnectionDialogsProps {
  readonly open: OpenDialog | null
  readonly onClose: () => void
}

const titles: Readonly<Record<OpenDialog['type'], string>> = {
  send: t`Send to connection`,
  close: t`Close connection`,
  join: t`Join room`,
  metadata: t`Edit metadata`,
  passthrough: t`Passthrough for this one`,
  faults: t`Faults for this one`,
}

/** The dialogs of the connection menu. */
export function ConnectionDialogs({ open, onClose }: ConnectionDialogsProps) {
  const shown = useLast(open)
  return (
    <Dialog title={shown ? titles[shown.type] : ''} opened={open !== null} onClose={onClose}>
      {shown && <DialogContent open={shown} onClose={onClose} />}
    </Dialog>
  )
}

function DialogContent({ open, onClose }: { readonly open: OpenDialog; readonly onClose: () => void }) {
  const summary = useAppStore((state) => state.connections.get(open.connection))
  const { connection } = open
  if (!summary) return <p>{t`Connection ${connection} is closed.`}</p>
  const lead = (
    <p className="u-dim" style={{ marginTop: 0 }}>
      {connection} · {summary.path}
    </p>
  )
  switch (open.type) {
    case 'send':
      return (
        <>
          {lead}
          <MessageForm
            submit={t`Send`}
            onSend={async (message) => {
              const sent = await perform('connections.send', { connection, message })
              if (sent) notifyDone(t`Sent to ${connection}`)
              return sent
            }}
          />
        </>
      )
    case 'close':
      return (
        <>
          {lead}
          <CloseConnectionForm connection={connection} onDone={onClose} />
        </>
      )
    case 'join':
      return (
        <>
          {lead}
          <JoinRoomForm connection={connection} onDone={onClose} />
        </>
      )
    case 'metadata':
      return (
        <>
          {lead}
          <MetadataEntries connection={connection} metadata={summary.metadata} />
        </>
      )
    case 'passthrough':
      return (
        <>
          {lead}
          <PassthroughForm connection={summary} />
        </>
      )
    case 'faults':
      return (
        <>
          {lead}
          <FaultsForm connection={summary} />
        </>
      )
    default:
      return open.type satisfies never
  }
}

function MetadataEntries(props: Pick<ConnectionSummary, 'metadata'> & { readonly connection: string }) {
  const { connection, metadata } = props
  const write: WriteEntry = (key, value) =>
    perform('connections.setMetadata', value === undefined ? { connection, key } : { connection, key, value })
  const what = t`the metadata of ${connection}`
  return (
    <JsonEntries
      label={t`Metadata`}
      entries={metadata}
      empty={t`No metadata yet.`}
      onSet={(key, value) => writeUndoably(write, metadata, what, key, value)}
      onDelete={(key) => writeUndoably(write, metadata, what, key, undefined)}
    />
  )
}
