import { CommanderError } from 'commander'
import { AppError, type ErrorCode, messageOf } from '../../shared/errors'

/** Exit codes of `npm run serve`. */
export const exitCodes = { stopped: 0, badWorkspace: 1, usage: 2, portTaken: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** How a run ends that did not get as far as to be stopped by the user. */
export interface Failure {
  readonly exitCode: ExitCode
  readonly code: ErrorCode | 'usage'
  readonly message: string
}

/** The end of a run whose arguments can't be used; only the code where commander has said it, or was asked for help. */
export function usageFailure(error: unknown): Failure | ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.stopped : exitCodes.usage
  return { exitCode: exitCodes.usage, code: 'usage', message: messageOf(error) }
}

/** The end of a run that could not start serving. */
export function startFailure(error: unknown): Failure {
  if (!(error instanceof AppError)) {
    return { exitCode: exitCodes.badWorkspace, code: 'internal', message: messageOf(error) }
  }
  const { code, message } = error
  switch (code) {
    case 'port-taken':
    case 'address-unavailable':
      return { exitCode: exitCodes.portTaken, code, message }
    // An unknown scenario: the workspace is in order, the argument is not.
    case 'not-found':
      return { exitCode: exitCodes.usage, code, message }
    default:
      return { exitCode: exitCodes.badWorkspace, code, message }
  }
}
