import { type ClientId, clientName } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { ClosableTabs } from '../../ui/closable-tabs'
import { removeClient } from './client-actions'
import { ClientMark } from './client-mark'

/** The clients, of which one is shown. */
export function ClientTabs({ shown }: { readonly shown: ClientId }) {
  const app = useAppStoreApi()
  const clients = useAppStore((state) => state.clients)
  return (
    <ClosableTabs
      label={t`Clients`}
      tabs={clients.map(({ id, status }) => ({
        id,
        title: 'address' in status ? status.address : undefined,
        content: (
          <>
            {clientName(id)}
            <ClientMark status={status} />
          </>
        ),
      }))}
      shown={shown}
      onShow={(client) => app.getState().setUi({ currentClient: client })}
      onClose={(client) => void removeClient(app, client)}
    />
  )
}
