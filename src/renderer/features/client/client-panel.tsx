import { Button } from '@mantine/core'
import { type RefObject, useEffect, useId, useRef } from 'react'
import { type ClientId, type ClientStatus, defaultClientOptions } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { AddressField } from './address-field'
import classes from './client.module.css'
import { ClientComposer } from './client-composer'
import { ClientLog } from './client-log'
import { ClientStatusLine } from './client-status-line'
import { defaultAddress } from './default-address'
import { useClientDraft } from './use-client-draft'

export interface ClientPanelProps {
  readonly client: ClientId
  /** The commands mean this one. */
  readonly current: boolean
}

const unknown = { status: { state: 'idle' }, options: defaultClientOptions } as const

/** One built-in client: one click connects it to the server of this window, or to any other address. */
export function ClientPanel({ client, current }: ClientPanelProps) {
  const view = useAppStore((state) => state.clients.find(({ id }) => id === client))
  const suggested = useAppStore(({ server, handlers }) =>
    server.state === 'running' ? defaultAddress(server.url, handlers) : '',
  )
  const forgotten = useAppStore((state) => state.ui.clientHistoryForgotten)
  const [draft, change] = useClientDraft(client, view?.draft)
  const field = useRef<HTMLInputElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const { status } = view ?? unknown
  const address = draft.address ?? suggested
  const hintId = useId()
  const needsAddress = address === ''
  const live = status.state === 'open' || status.state === 'connecting'

  useFocusOnArrival(client, field)
  const connecting = useFocusAfterConnecting(status.state, field, text)
  const connect = () => {
    connecting()
    void perform('client.connect', { client, address })
  }
  const canDisconnect = live || status.state === 'waiting'
  const disconnect = () => void perform('client.disconnect', client)
  useCommand('client.connect', connect, current && !live)
  useCommand('client.disconnect', disconnect, current && canDisconnect)

  return (
    <>
      <form
        className={classes.connect}
        onSubmit={(event) => {
          event.preventDefault()
          if (!live) connect()
        }}
      >
        <AddressField
          address={address}
          suggested={suggested}
          takesFocus={current}
          fieldRef={field}
          onChange={(next) => change({ address: next })}
        />
        <Button
          type="submit"
          disabled={live || needsAddress}
          aria-describedby={needsAddress ? hintId : undefined}
        >
          {t`Connect`}
        </Button>
        <Button variant="default" disabled={!canDisconnect} onClick={disconnect}>
          {t`Disconnect`}
        </Button>
        <ClientStatusLine status={status} />
        {needsAddress && !live && (
          <p id={hintId} className={classes.missing}>
            {t`Start the server to connect to it, or type an address.`}
          </p>
        )}
      </form>
      <ClientLog client={client} />
      <ClientComposer
        key={forgotten}
        client={client}
        connected={status.state === 'open'}
        draft={draft}
        onChange={change}
        textRef={text}
      />
    </>
  )
}

/** A client that was just added is there to be filled in. */
function useFocusOnArrival(client: ClientId, field: RefObject<HTMLElement | null>): void {
  const app = useAppStoreApi()
  const isArriving = useAppStore((state) => state.ui.arrivingClient === client)
  useEffect(() => {
    if (!isArriving) return
    field.current?.focus()
    app.getState().setUi({ arrivingClient: null })
  }, [app, isArriving, field])
}

/**
 * Says where to type next once the connection that was asked for here is open, or has failed: the button that
 * was pressed can't keep the focus meanwhile. Returns what announces the asking.
 */
function useFocusAfterConnecting(
  state: ClientStatus['state'],
  address: RefObject<HTMLElement | null>,
  text: RefObject<HTMLElement | null>,
): () => void {
  const asked = useRef(false)
  useEffect(() => {
    if (!asked.current || state === 'connecting') return
    if (state === 'open') text.current?.focus()
    else if (state === 'failed') address.current?.focus()
    else return
    asked.current = false
  }, [state, address, text])
  return () => {
    asked.current = true
  }
}
