import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { type ClientId, clientName } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { rowOfKey } from '../handlers/file-tree-model'
import classes from './client.module.css'
import { removeClient } from './client-actions'
import { ClientMark } from './client-mark'

/** The clients, of which one is shown. Delete or the middle button closes one. */
export function ClientTabs({ shown }: { readonly shown: ClientId }) {
  const app = useAppStoreApi()
  const clients = useAppStore((state) => state.clients)
  const list = useRef<HTMLDivElement>(null)
  const show = (client: ClientId) => app.getState().setUi({ currentClient: client })

  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is what may be out of sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [shown])

  const onKeyDown = (event: KeyboardEvent, client: ClientId, index: number) => {
    const key = event.key.replace('Left', 'Up').replace('Right', 'Down')
    const target = rowOfKey(key, index, clients.length)
    const chosen = target === null ? undefined : clients[target]
    if (chosen) {
      show(chosen.id)
      list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target ?? 0]?.focus()
    } else if (event.key === 'Delete') void removeClient(app, client)
    else return
    event.preventDefault()
  }

  return (
    <div role="tablist" aria-label={t`Clients`} className={classes.tabs} ref={list}>
      {clients.map(({ id, status }, index) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === shown}
          tabIndex={id === shown ? 0 : -1}
          className={classes.tab}
          title={'address' in status ? status.address : undefined}
          onClick={() => show(id)}
          onAuxClick={(event) => event.button === 1 && void removeClient(app, id)}
          onKeyDown={(event) => onKeyDown(event, id, index)}
        >
          {clientName(id)}
          <ClientMark status={status} />
          {/* Only for the mouse: a tab can't contain a button, the keyboard has Delete. */}
          <span
            className={classes.close}
            aria-hidden
            title={t`Close (Delete)`}
            onClick={(event) => {
              event.stopPropagation()
              void removeClient(app, id)
            }}
          >
            <X size={12} />
          </span>
        </button>
      ))}
    </div>
  )
}
