import type { Json } from '../json'

/** `c1`, `c2`, …: unique for the life of the server, never reused. */
export type ConnectionId = string

export type ConnectionState = 'open' | 'paused' | 'closing' | 'closed'

/** How a connection ended. `wasClean`: a close frame was received and answered (RFC 6455 §7.1.4). */
export interface CloseInfo {
  readonly code: number
  readonly reason: string
  readonly wasClean: boolean
}

/** One client's connection as the window and `server.connections()` show it. */
export interface ConnectionSummary {
  readonly id: ConnectionId
  readonly path: string
  readonly query: string
  readonly state: ConnectionState
  readonly remoteAddress: string
  readonly subprotocol: string
  readonly headers: Readonly<Record<string, string>>
  readonly rooms: readonly string[]
  readonly metadata: Readonly<Record<string, Json>>
  /** Passthrough rules that are switched for this connection alone, by name. */
  readonly passthrough: Readonly<Record<string, boolean>>
  /** Faults that are switched for this connection alone, by name. */
  readonly faults: Readonly<Record<string, boolean>>
  /** Names of the handlers whose path matches, in the order in which they see a message. */
  readonly handlers: readonly string[]
  /** Messages from the client (pings and pongs are not counted). */
  readonly received: number
  /** Messages that were written to the client. */
  readonly sent: number
  readonly receivedBytes: number
  readonly sentBytes: number
  /** Milliseconds since the epoch. */
  readonly openedAt: number
  readonly closed: (CloseInfo & { readonly at: number }) | null
}

/** A room and who is in it, in the order of joining. */
export interface RoomSummary {
  readonly name: string
  readonly members: readonly ConnectionId[]
}

/** What moving connections between rooms has changed. */
export interface RoomMove {
  /** Those that were moved. */
  readonly moved: readonly ConnectionId[]
  /** Those of them that were not in the room before. */
  readonly joined: readonly ConnectionId[]
}
