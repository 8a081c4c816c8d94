import { FileCode2 } from 'lucide-react'
import { useState } from 'react'
import type { TrafficRow } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { request } from '../../ipc/bridge'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { MakeHandlerForm } from './make-handler-form'

/** Makes a handler file of the selected message: of a request and its replies, or of what a client was sent. */
export function MakeHandlerOfMessage({ row }: { readonly row: TrafficRow }) {
  const [opened, setOpened] = useState(false)
  const isData = row.kind === 'text' || row.kind === 'binary'
  const canBeMade = isData && (row.direction === 'from-client' || row.direction === 'to-client')
  const open = () => setOpened(true)
  const close = () => setOpened(false)
  useCommand('message.makeHandler', open, canBeMade)
  if (!canBeMade) return null
  return (
    <>
      <IconButton label={t`Make a handler from this`} icon={FileCode2} onClick={open} />
      <Dialog title={t`Make a handler from this`} opened={opened} onClose={close} width={560}>
        <MakeHandlerForm
          initialName={`from-message-${row.seq}.ts`}
          path={row.path}
          make={(to) => request('traffic.makeHandler', { seq: row.seq, to })}
          onMade={close}
        />
      </Dialog>
    </>
  )
}
