import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
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
  const text = useRef<HTMLTextAreaElement>(null)
  const address = typed ?? suggested
  const live = status.state === 'open' || status.state === 'connecting'

  const connect = async () => {
    if (await perform('client.connect', { address })) text.current?.focus()
  }
  useCommand('client.connect', () => void connect(), !live)

  return (
    <Region name="Client" scroll={false}>
      <form
        className={classes.connect}
        onSubmit={(event) => {
          event.preventDefault()
          if (!live) void connect()
        }}
      >
        <TextInput
          aria-label="Address"
          placeholder="ws://127.0.0.1:4400/path"
          className={classes.address}
          spellCheck={false}
          value={address}
          onChange={(event) => setTyped(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={live || address === ''}>
          Connect
        </Button>
      </form>
      <div className={classes.statusRow}>
        <p
          className={classes.status}
          data-failed={status.state === 'failed' || undefined}
          title={status.state === 'failed' ? status.message : undefined}
        >
          {clientStatusWords(status)}
        </p>
        <Button variant="default" disabled={!live} onClick={() => void perform('client.disconnect')}>
          Disconnect
        </Button>
      </div>
      <ClientLog />
      <ClientComposer connected={status.state === 'open'} textRef={text} />
    </Region>
  )
}
