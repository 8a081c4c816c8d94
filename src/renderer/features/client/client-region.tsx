import { Button, TextInput } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ClientStatus } from '../../../shared/ipc/snapshot'
import { useCommand } from '../../commands/command-context'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import classes from './client.module.css'
import { ClientComposer } from './client-composer'
import { ClientLog } from './client-log'
import { clientStatusWords } from './client-status-words'
import { defaultAddress } from './default-address'

/** The built-in client: one click connects to the server of this window. */
export function ClientRegion() {
  const status = useAppStore((state) => state.client)
  const suggested = useAppStore(({ server, handlers }) =>
    server.state === 'running' ? defaultAddress(server.url, handlers) : '',
  )
  // Null until the person has typed an address: until then it is the server's, whichever port and paths that has.
  const [typed, setTyped] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const address = typed ?? suggested
  const live = status.state === 'open' || status.state === 'connecting'

  const connecting = useFocusAfterConnecting(status.state, field, text)
  const connect = () => {
    connecting()
    void perform('client.connect', { address })
  }
  const disconnect = () => void perform('client.disconnect')
  useCommand('client.connect', connect, !live)
  useCommand('client.disconnect', disconnect, live)

  return (
    <Region name="Client" scroll={false}>
      <form
        className={classes.connect}
        onSubmit={(event) => {
          event.preventDefault()
          if (!live) connect()
        }}
      >
        <TextInput
          ref={field}
          aria-label="Address"
          placeholder="ws://127.0.0.1:4400/path"
          className={classes.address}
          spellCheck={false}
          value={address}
          onChange={(event) => setTyped(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
        <Button type="submit" disabled={live || address === ''}>
          Connect
        </Button>
        <Button variant="default" disabled={!live} onClick={disconnect}>
          Disconnect
        </Button>
        <p
          className={classes.status}
          data-failed={status.state === 'failed' || undefined}
          title={status.state === 'failed' ? status.message : clientStatusWords(status)}
        >
          {clientStatusWords(status)}
        </p>
      </form>
      <ClientLog />
      <ClientComposer connected={status.state === 'open'} textRef={text} />
    </Region>
  )
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
