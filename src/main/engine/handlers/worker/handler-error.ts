import type * as api from '../../../../shared/handler-api/understudy'

/** What a handler catches, and what the window shows with its kind. */
export class HandlerError extends Error {
  override readonly name = 'HandlerError'

  constructor(
    readonly kind: api.HandlerErrorKind,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options)
  }
}

/** The kind that a thrown value is counted under. */
export function kindOf(error: unknown): api.HandlerErrorKind {
  try {
    return error instanceof HandlerError ? error.kind : 'generic'
  } catch {
    // A proxy may refuse even that.
    return 'generic'
  }
}
