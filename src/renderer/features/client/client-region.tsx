import { Columns2, Plus } from 'lucide-react'
import { clientName, maxClients } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { Region } from '../../ui/region'
import { useRemembered } from '../../ui/use-remembered'
import classes from './client.module.css'
import { addClient, removeClient } from './client-actions'
import { ClientColumns } from './client-columns'
import { ClientMenu, ClientOptionsButton } from './client-menu'
import { ClientOptionsDialog } from './client-options-dialog'
import { ClientPanel } from './client-panel'
import { ClientTabs } from './client-tabs'
import { currentClient } from './current-client'
import { type PaneHandle, useRoomForColumns } from './use-room-for-columns'

export interface ClientRegionProps {
  /** The pane that the region fills. */
  readonly pane: PaneHandle
}

/** The built-in clients: one, or several as tabs or side by side. */
export function ClientRegion({ pane }: ClientRegionProps) {
  const app = useAppStoreApi()
  const count = useAppStore((state) => state.clients.length)
  const current = useAppStore((state) => currentClient(state)?.id) ?? 1
  const [sideBySide, setSideBySide] = useRemembered('client.sideBySide', false)
  const several = count > 1
  const inColumns = several && sideBySide
  const canAdd = count < maxClients
  const add = () => void addClient(app, null)
  useRoomForColumns(pane, inColumns ? count : 0)
  useCommand('client.new', add, canAdd)
  useCommand('client.duplicate', () => void addClient(app, current), canAdd)
  useCommand('client.close', () => void removeClient(app, current), several)
  useCommand('client.options', () => app.getState().setUi({ clientOptions: current }))
  useCommand('client.sideBySide', () => setSideBySide(!sideBySide), several)

  return (
    <Region
      name={t`Client`}
      scroll={false}
      actions={
        <>
          {several && (
            <IconButton
              label={t`Side by side`}
              icon={Columns2}
              pressed={sideBySide}
              onClick={() => setSideBySide(!sideBySide)}
            />
          )}
          {!inColumns && <ClientOptionsButton client={current} />}
          <IconButton label={t`New client`} icon={Plus} disabled={!canAdd} onClick={add} />
          {!inColumns && <ClientMenu client={current} />}
        </>
      }
    >
      {several && !inColumns && <ClientTabs shown={current} />}
      {inColumns && <ClientColumns current={current} />}
      {!inColumns && (
        <div
          className={classes.single}
          {...(several ? { role: 'tabpanel', 'aria-label': clientName(current) } : {})}
        >
          <ClientPanel key={current} client={current} current />
        </div>
      )}
      <ClientOptionsDialog />
    </Region>
  )
}
