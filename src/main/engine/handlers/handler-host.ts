import type { HandlerInfo, HandlerProblem, SourceLocation } from '../../../shared/model/handlers'
import type { BatchItem, LoadRequest } from './protocol'

/** How a host ended by itself. */
export interface HostEnd {
  /** `process.exit(0)`, `out of memory (256 MB)`, `uncaught error: x is not a function`. */
  readonly reason: string
  /** Without the particulars, for "… 3 times". */
  readonly kind: string
  /** Stack of the error that ended it, '' if there was none. */
  readonly stack: string
  /** Where in the sources it was, if that is known. */
  readonly location?: SourceLocation
}

/** What a host tells. Nothing comes after `exited`. */
export interface HandlerHostEvents {
  /** Up and able to load; time limits count from here. */
  ready(): void
  loaded(handlers: readonly HandlerInfo[]): void
  loadFailed(problems: readonly HandlerProblem[]): void
  batch(items: readonly BatchItem[]): void
  /** A line that user code wrote to stdout or stderr past the console. */
  output(stream: 'stdout' | 'stderr', line: string): void
  /** Ended, by itself or by `terminate`. */
  exited(end: HostEnd): void
}

/** Runs one version of the user's handlers, apart from main: a worker thread today, maybe a process later. */
export interface HandlerHost {
  /** Number of the newest batch that was posted; they count from 1. */
  readonly posted: number
  /** Number of the newest batch that arrived there, readable while the host is blocked. */
  received(): number
  /** Entry of the event whose callback runs there right now as a 32-bit integer, 0 for none. */
  running(): number
  listen(events: HandlerHostEvents): void
  load(request: Omit<LoadRequest, 'type'>): void
  post(items: readonly BatchItem[]): void
  /** Where in the sources a blocked host is, as far as that can be found out; it is to be ended afterwards. */
  locate(): Promise<SourceLocation | null>
  /** Asks it to finish what it has and to end. */
  stop(): void
  /** Ends it at once; resolves when it is gone. Batches that it had posted are still delivered before. */
  terminate(): Promise<void>
}

export type StartHandlerHost = () => HandlerHost
