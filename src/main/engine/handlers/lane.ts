import type { CloseInfo } from '../../../shared/model/connection'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { AdoptedConnection, HandlerEvents } from './protocol'

interface Retained {
  readonly entry: number
  /** Payload bytes, for backpressure. */
  readonly bytes: number
  /** When it came, by the engine's clock. */
  readonly at: number
  /** Whether a command that it caused was applied. */
  hasActed: boolean
  /** A handler has sent something to its connection for it. */
  isAnswered: boolean
  /** Workers that ended for no known event while this one was being handled. */
  endedWorkers: number
  /** To be done once it is handled, or given up. */
  after: (() => void) | null
}

/** An event that is kept until the handlers are done with it, so that another worker can handle it. */
export type LaneEvent = Retained &
  (
    | { readonly kind: 'opened' }
    /** Newer code takes over: runs `onReload`. */
    | { readonly kind: 'reloaded' }
    | { readonly kind: 'message'; readonly type: MessageType; readonly payload: Payload }
    | {
        readonly kind: 'upstreamMessage'
        readonly rule: string
        readonly type: MessageType
        readonly payload: Payload
      }
    | { readonly kind: 'closed'; readonly close: CloseInfo }
  )

/** What the dispatch queue needs of a connection. */
export interface DispatchedConnection {
  readonly number: number
  pauseReading(reason: 'backpressure'): void
  resumeReading(reason: 'backpressure'): void
}

/** A running version of the handlers, as a place to send events to. */
export interface DispatchTarget {
  /** Counts the versions of the code; a worker that replaces a dead one has the version of its predecessor. */
  readonly version: number
  /** Events posted to it whose end it has not reported. */
  inFlight: number
  /** Connections that it serves. */
  lanes: number
  /** Where to append events; what was appended is posted by the end of the turn. */
  write(): HandlerEvents
}

/** How a target ended with work left. */
export interface WorkEnd {
  /** `blocked for 1 s`. */
  readonly reason: string
  /** Entry of the event that ended it, as 32 bits; 0 for none. */
  readonly blamed: number
  /** False where main ended it for newer code. */
  readonly isFault: boolean
}

/** Why an event is given up: it ended its worker, it had acted before that, or two workers ended during it. */
export type Loss = 'blamed' | 'acted' | 'suspect'

/** One connection's events in their order: the first `sent` are with `target`, the rest waits. */
export interface Lane<C extends DispatchedConnection> {
  readonly connection: C
  target: DispatchTarget | null
  /** Version of the code that it last was served by, 0 for none. */
  version: number
  events: LaneEvent[]
  sent: number
  bytes: number
  isPaused: boolean
  /** How the connection ended; null while it is open. */
  close: CloseInfo | null
}

/**
 * Whether an event that an ended worker had is given up; null: it is delivered again. One that had acted is
 * not, as the client would see the beginning of its answer twice. Code that blocks after an `await` leaves
 * no trace of who it was, so an event during which that happened twice is given up as well.
 */
export function judge(
  event: LaneEvent,
  isBeingHandled: boolean,
  hasActed: boolean,
  end: WorkEnd,
): Loss | null {
  if (end.blamed !== 0 && (event.entry | 0) === end.blamed) return 'blamed'
  if (hasActed) return 'acted'
  if (isBeingHandled && end.isFault && end.blamed === 0) event.endedWorkers += 1
  return event.endedWorkers >= 2 ? 'suspect' : null
}

/** Appends a lane's event to a batch. */
export function writeLaneEvent(
  sink: HandlerEvents,
  event: LaneEvent,
  connection: number,
  introduce: () => AdoptedConnection,
): void {
  switch (event.kind) {
    case 'message':
      sink.message(event.entry, connection, event.type, event.payload)
      break
    case 'upstreamMessage':
      sink.upstreamMessage(event.entry, connection, event.rule, event.type, event.payload)
      break
    case 'opened':
      sink.opened(event.entry, introduce())
      break
    case 'reloaded':
      sink.adopted(event.entry, introduce(), true)
      break
    case 'closed':
      sink.closed(event.entry, connection, event.close)
      break
    default:
      event satisfies never
  }
}
