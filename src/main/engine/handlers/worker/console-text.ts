import { format } from 'node:util'
import type { SourceLocation } from '../../../../shared/model/handlers'
import { locationInStack, readableStack } from '../workspace-url'

/** Longer lines are cut: a handler that logs a huge object must not fill main's memory. */
const maxLength = 32_768

/** Values as the console shows them. */
export function consoleText(values: readonly unknown[]): string {
  return consoleLine(format(...values))
}

/** Text as the console shows it: of bounded length, with readable places in stack traces. */
export function consoleLine(text: string): string {
  const line = readableStack(text)
  return line.length > maxLength ? `${line.slice(0, maxLength)}… (${line.length} characters)` : line
}

// A function as `captureStackTrace` takes it; what its arguments are does not matter.
type AnyFunction = (...args: never[]) => unknown

/** Where in the workspace `callee` was called, or null. */
export function callerLocation(callee: AnyFunction): SourceLocation | null {
  const holder = { stack: '' }
  Error.captureStackTrace(holder, callee)
  return locationInStack(holder.stack)
}
