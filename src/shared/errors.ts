/** Codes of the errors that cross a boundary (IPC, command line), so that callers never parse messages. */
export type ErrorCode =
  | 'bad-request'
  | 'not-found'
  | 'not-trusted'
  | 'workspace-invalid'
  | 'workspace-missing'
  | 'port-taken'
  | 'address-unavailable'
  | 'connection-closed'
  | 'not-running'
  | 'file-exists'
  | 'file-changed'
  | 'io'
  | 'cancelled'
  | 'internal'

/** An error meant for a person: its message names the thing, the cause and the way out. */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** What `error` says, for any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The code that Node, ws and the app's own errors carry (`ENOENT`), undefined where there is none. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
