import { inspect } from 'node:util'
import type { HandlerProblem, SourceLocation } from '../../../../shared/model/handlers'
import { locationInStack } from '../workspace-url'

/** What was thrown in words, `TypeError: x is not a function`, and where in the workspace it came from. */
export function describeThrown(error: unknown): HandlerProblem {
  try {
    if (!(error instanceof Error)) return { message: inspect(error, { depth: 1 }), location: null }
    return { message: `${error.name}: ${error.message}`, location: locationOf(error) }
  } catch {
    // A proxy or a getter of what was thrown throws by itself: nothing can be known of it.
    return { message: 'something that throws when it is looked at', location: null }
  }
}

function locationOf(error: Error): SourceLocation | null {
  // A handler may have thrown an error whose stack is of its own making.
  return typeof error.stack === 'string' ? locationInStack(error.stack) : null
}
