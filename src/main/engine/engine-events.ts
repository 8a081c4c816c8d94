import type { ConnectionId } from '../../shared/model/connection'
import type { ConsoleLine, HandlerInfo, HandlerStatus } from '../../shared/model/handlers'
import type { LimitName, ServerStatus } from '../../shared/model/server'

/** A handshake that was answered with an HTTP error. */
export interface RefusedUpgrade {
  readonly path: string
  /** The `Origin` header, null where the client sent none. */
  readonly origin: string | null
  readonly status: number
  readonly reason: string
}

/** A limit of the server acted. */
export interface LimitAct {
  readonly limit: LimitName
  /** Null where a handshake was refused. */
  readonly connection: ConnectionId | null
  readonly path: string
  /** What happened and which limit it was, in words. */
  readonly text: string
}

/** What the engine tells; values are small, the rest is asked for (`connection(id)`, `room(name)`, `state`). */
export interface EngineEvents {
  server: ServerStatus
  handlerStatus: HandlerStatus
  handlers: readonly HandlerInfo[]
  console: ConsoleLine
  /** Opened, changed or closed. */
  connection: ConnectionId
  /** Members came or went; a room without members is gone. */
  room: string
  state: undefined
  /** Switches of rules that are declared in code. */
  rules: undefined
  /** What breakpoints hold, or which of them can be used. */
  held: undefined
  refused: RefusedUpgrade
  limit: LimitAct
  /** Reading from a connection stopped because its handlers do not keep up, or went on again. */
  backpressure: { readonly connection: ConnectionId; readonly paused: boolean }
}
