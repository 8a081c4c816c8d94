import { AppError } from '../../shared/errors'
import type { HandlerStatus } from '../../shared/model/handlers'
import type { WorkspaceSession } from '../workspace/workspace-session'
import { describeProblem } from './serve-output'

export interface ServedEngine {
  readonly handlerStatus: HandlerStatus
}

/**
 * Opens the workspace, loads its handlers and starts the server. Throws `AppError`: 'not-trusted' for a
 * folder whose handlers nobody has vouched for, 'workspace-invalid' for handlers that don't load, and as
 * `WorkspaceSession` does.
 */
export async function startServing(
  session: WorkspaceSession,
  engine: ServedEngine,
  workspace: string,
  scenario: string | null,
): Promise<void> {
  await session.open(workspace, scenario === null ? {} : { scenario })
  refuseUntrusted(session)
  refuseBroken(engine.handlerStatus)
  await session.startServer()
}

function refuseUntrusted(session: WorkspaceSession): void {
  if (session.info.trusted || session.handlerFiles().every((file) => file.shared || file.disabled)) return
  throw new AppError(
    'not-trusted',
    `The handlers of ${session.info.folder} are not run: the folder is not trusted. ` +
      'Read them, then start again with --trust.',
  )
}

function refuseBroken(status: HandlerStatus): void {
  if (status.state !== 'error' || status.previousLive) return
  const problems = status.problems.map(describeProblem).join('\n')
  throw new AppError('workspace-invalid', `The handlers could not be loaded:\n${problems}`)
}
