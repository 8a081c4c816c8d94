import { Button } from '@mantine/core'
import { Copy, Play, Square } from 'lucide-react'
import { describeServerStatus, type ServerStatus } from '../../../shared/model/server'
import { t } from '../../../shared/text/t'
import { useCommands } from '../../commands/command-context'
import { useAppStore } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import classes from './toolbar.module.css'

/** Whether the server runs and where, with the buttons that change it. */
export function ServerControls() {
  const server = useAppStore((state) => state.server)
  const registry = useCommands()
  return (
    <div className={classes.server}>
      <StatusWords server={server} />
      {server.state === 'running' && (
        <IconButton label={t`Copy address`} icon={Copy} onClick={() => registry.run('server.copyAddress')} />
      )}
      <StartStop server={server} />
      {server.state === 'running' && !server.loopback && (
        <span className={classes.exposed}>{t`Open to your network`}</span>
      )}
    </div>
  )
}

function StatusWords({ server }: { readonly server: ServerStatus }) {
  return (
    <div
      role="status"
      aria-label={t`Server status`}
      className={classes.status}
      title={describeServerStatus(server)}
    >
      <span className={classes.dot} data-state={server.state} aria-hidden />
      {server.state === 'running' ? (
        <span className={classes.running}>
          <bdi>
            {t`Running`} <span className={classes.address}>{server.url}</span>
          </bdi>
        </span>
      ) : (
        <span className="u-truncate">{describeServerStatus(server)}</span>
      )}
    </div>
  )
}

/** One button that changes its meaning, so that the focus stays where it was. */
function StartStop({ server }: { readonly server: ServerStatus }) {
  const registry = useCommands()
  const running = server.state === 'running'
  const Icon = running ? Square : Play
  return (
    <Button
      variant={running ? 'default' : 'filled'}
      disabled={server.state === 'starting'}
      aria-label={running ? t`Stop server` : t`Start server`}
      leftSection={<Icon size={12} fill="currentColor" aria-hidden />}
      onClick={() => registry.run(running ? 'server.stop' : 'server.start')}
    >
      {running ? t`Stop` : t`Start`}
    </Button>
  )
}
