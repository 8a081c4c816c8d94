import { useId } from 'react'
import { type ClientId, clientName } from '../../../shared/model/client'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import classes from './client.module.css'
import { ClientMark } from './client-mark'
import { ClientMenu, ClientOptionsButton } from './client-menu'
import { ClientPanel } from './client-panel'

/** All clients side by side; the one that has the focus is what the commands mean. */
export function ClientColumns({ current }: { readonly current: ClientId }) {
  const clients = useAppStore((state) => state.clients)
  return (
    <div className={classes.columns}>
      {clients.map(({ id }) => (
        <ClientColumn key={id} client={id} current={id === current} />
      ))}
    </div>
  )
}

function ClientColumn({ client, current }: { readonly client: ClientId; readonly current: boolean }) {
  const app = useAppStoreApi()
  const status = useAppStore((state) => state.clients.find(({ id }) => id === client)?.status)
  const titleId = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is part of a form, and these are several
    <div
      role="group"
      aria-labelledby={titleId}
      className={classes.column}
      data-current={current || undefined}
      onFocusCapture={() => app.getState().setUi({ currentClient: client })}
    >
      <div className={classes.columnBar}>
        <h3 id={titleId} className={classes.columnTitle}>
          {clientName(client)}
        </h3>
        {status && <ClientMark status={status} />}
        <span className={classes.columnActions}>
          <ClientOptionsButton client={client} />
          <ClientMenu client={client} />
        </span>
      </div>
      <ClientPanel client={client} current={current} />
    </div>
  )
}
