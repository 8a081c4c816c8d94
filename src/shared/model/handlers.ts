import { t } from '../text/t'
import type { LoggedValue } from './logged-value'

/** What a loaded handler is, as the worker reports it. */
export interface HandlerInfo {
  readonly name: string
  /** `handlers/chat.ts`, relative to the workspace. */
  readonly file: string
  /** The path pattern in words: `/ws/chat/:channel`, `/^\/v\d/`, `function`, `every path`. */
  readonly path: string
  readonly actions: readonly string[]
  /** Set where the handler is a `PassthroughHandler`. */
  readonly passthrough: { readonly upstream: string; readonly pattern: string } | null
}

/** Where something went wrong; `file` is relative to the workspace, line and column count from 1. */
export interface SourceLocation {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface HandlerProblem {
  readonly message: string
  readonly location: SourceLocation | null
}

/** The handler chip. */
export type HandlerStatus =
  | { readonly state: 'none'; readonly reason: 'no-files' | 'not-trusted' }
  | { readonly state: 'loading'; readonly reload: number }
  | { readonly state: 'live'; readonly reload: number; readonly tookMs: number }
  | {
      readonly state: 'error'
      readonly reload: number
      readonly problems: readonly HandlerProblem[]
      /** Whether older code keeps serving. */
      readonly previousLive: boolean
    }
  | {
      readonly state: 'restarted'
      readonly reload: number
      readonly reason: string
      readonly location: SourceLocation | null
    }
  | {
      readonly state: 'paused'
      readonly reload: number
      readonly reason: string
      readonly location: SourceLocation | null
    }

/** The chip's words. */
export function describeHandlerStatus(status: HandlerStatus): string {
  switch (status.state) {
    case 'none':
      return status.reason === 'not-trusted' ? t`Not trusted: handlers do not run` : t`No handlers`
    case 'loading':
      return t`Loading…`
    case 'live':
      return t`Live · reload #${status.reload} · ${Math.round(status.tookMs)} ms`
    case 'error': {
      const location = status.problems[0]?.location
      const where = location ? ` ${t`in ${baseName(location.file)}:${location.line}`}` : ''
      return t`Error${where}${status.previousLive ? ` ${t`· previous code stays live`}` : ''}`
    }
    case 'restarted':
      return t`Restarted: ${status.reason}`
    case 'paused':
      return t`Paused: ${status.reason}`
    default:
      return status satisfies never
  }
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

export type ConsoleLevel = 'debug' | 'info' | 'warn' | 'error'

/** A line of the console: from `ctx.log`, `console.*`, or a callback that threw. */
export interface ConsoleLine {
  readonly id: number
  readonly at: number
  readonly level: ConsoleLevel
  readonly text: string
  readonly location: SourceLocation | null
  /** Traffic entry that was being handled, 0 for none. */
  readonly cause: number
  /** The logged values that have something inside; missing where there are none. */
  readonly values?: readonly LoggedValue[]
}

/** A handler file of the workspace. */
export interface HandlerFile {
  /** `handlers/chat.ts`, with forward slashes. */
  readonly path: string
  readonly disabled: boolean
  /** Another one for another text on disk. */
  readonly version: string
  /** Set where the file declares no handler but is there for others to import. */
  readonly shared?: true
}

/** Text of a handler file that was not saved, and what the disk held when it was begun. */
export interface Draft {
  readonly path: string
  readonly base: string
  readonly text: string
}
