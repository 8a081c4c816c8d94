import { Button, Group } from '@mantine/core'
import { Copy } from 'lucide-react'
import { t } from '../../../shared/text/t'
import { useCommands } from '../../commands/command-context'
import { useAppStore } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { notifyDone, perform } from '../../ui/perform'
import { defaultAddress } from '../client/default-address'
import classes from './connections.module.css'

/** Stands where there is no connection, and says how to make one. */
export function ConnectionsEmpty() {
  const server = useAppStore((state) => state.server)
  const handlers = useAppStore((state) => state.handlers)
  const commands = useCommands()
  switch (server.state) {
    case 'stopped':
    case 'failed':
      return (
        <EmptyState
          compact
          actions={<Button onClick={() => void perform('server.start')}>{t`Start`}</Button>}
        >
          {server.state === 'failed' ? server.message : t`The server is stopped: nobody can connect.`}
        </EmptyState>
      )
    case 'starting':
      return <EmptyState compact>{t`The server is starting…`}</EmptyState>
    case 'running':
      return (
        <EmptyState
          compact
          actions={
            <Button onClick={() => commands.run('client.connect')}>{t`Connect the built-in client`}</Button>
          }
        >
          {t`Nobody is connected. Connect your app, or try`}
          <WscatCommand url={defaultAddress(server.url, handlers)} />
        </EmptyState>
      )
    default:
      return server satisfies never
  }
}

function WscatCommand({ url }: { readonly url: string }) {
  const command = `npx wscat -c ${url}`
  const copy = async () => {
    if (await perform('app.copyText', command)) notifyDone(t`Copied the command`)
  }
  return (
    <Group gap={2} wrap="nowrap">
      <code className={classes.command}>{command}</code>
      <IconButton label={t`Copy command`} icon={Copy} onClick={() => void copy()} />
    </Group>
  )
}
