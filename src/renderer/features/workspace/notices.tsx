import { Button } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { useCommand, useCommands } from '../../commands/command-context'
import { useAppStore } from '../../stores/app-store-context'
import { Notice } from '../../ui/notice'
import { perform } from '../../ui/perform'
import { ReplayNotice } from '../recording/replay-notice'
import { TourNotice } from '../tour/tour-notice'
import { PortForm } from './port-form'

/** What is the matter with the workspace or the server, below the toolbar; nothing of it blocks the window. */
export function Notices() {
  return (
    <div>
      <TrustNotice />
      <WorkspaceProblemNotice />
      <MessageProblemNotices />
      <ServerNotice />
      <PausedNotice />
      <TourNotice />
      <ReplayNotice />
    </div>
  )
}

function TrustNotice() {
  const workspace = useAppStore((state) => state.workspace)
  const wanted = !workspace.trusted && workspace.folder !== ''
  const trust = () => void perform('workspace.trust')
  useCommand('workspace.trust', trust, wanted)
  if (!wanted) return null
  return (
    <Notice kind="warning" actions={<Button onClick={trust}>{t`Trust and run`}</Button>}>
      <strong>{workspace.name}</strong>{' '}
      {t`was not made here, so its handlers do not run. Read them first: handler code can do whatever you can do on this computer.`}
    </Notice>
  )
}

function WorkspaceProblemNotice() {
  const problem = useAppStore((state) => state.workspace.problem)
  if (!problem) return null
  return (
    <Notice kind="error">
      <code>{problem.file}</code>
      {t`: ${problem.message}. Nothing was changed, the workspace keeps running as it was.`}
    </Notice>
  )
}

function MessageProblemNotices() {
  const problems = useAppStore((state) => state.savedMessages.problems)
  return problems.map(({ file, message }) => (
    <Notice key={file} kind="error">
      <code>{file}</code>
      {t`: ${message}. This saved message is left out until its file is right.`}
    </Notice>
  ))
}

function ServerNotice() {
  const server = useAppStore((state) => state.server)
  if (server.state === 'failed') {
    return (
      <Notice kind="error" actions={server.code === 'port-taken' && <PortForm />}>
        {server.message}
      </Notice>
    )
  }
  if (server.state !== 'running' || server.loopback) return null
  return (
    <Notice kind="warning">
      <strong>{t`Other machines on your network can reach this server`}</strong>
      {t`: it listens on ${server.host}. To keep it to yourself, set`} <code>server.host</code> {t`to`}{' '}
      <code>127.0.0.1</code> {t`in`} <code>understudy.json</code>.
    </Notice>
  )
}

function PausedNotice() {
  const status = useAppStore((state) => state.handlerStatus)
  const registry = useCommands()
  if (status.state !== 'paused') return null
  return (
    <Notice
      kind="warning"
      actions={<Button onClick={() => registry.run('handlers.reload')}>{t`Reload handlers`}</Button>}
    >
      <strong>{t`Handlers are paused: ${status.reason}.`}</strong>{' '}
      {t`Connections stay open, their messages wait. Change the code and save, or reload it as it is.`}
    </Notice>
  )
}
