import { AppError, type ErrorCode, messageOf } from './errors'

/** The plain-data outcome of a request; unlike an exception it survives structured cloning intact. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly message: string } }

/** Wraps a value. */
export function success<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** Wraps a thrown value; anything that is no `AppError` becomes code `internal`. */
export function failure(error: unknown): Result<never> {
  const code = error instanceof AppError ? error.code : 'internal'
  return { ok: false, error: { code, message: messageOf(error) } }
}

/** The value, or an `AppError` with the result's code and message. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.error.code, result.error.message)
}
