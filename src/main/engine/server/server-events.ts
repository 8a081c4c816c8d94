import type { CloseInfo } from '../../../shared/model/connection'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { LimitName } from '../../../shared/model/server'
import type { Origin } from '../../../shared/model/traffic'
import type { UpgradeDecision, UpgradeInfo } from '../handlers/protocol'
import type { Connection } from './connection'

/** What a connection tells of itself. */
export interface ConnectionEvents {
  /** A message from the client, pings and pongs included; bytes are its own copy. */
  message(connection: Connection, type: MessageType, payload: Payload): void
  /** A text or binary message was written to the client, after faults had their way with it. */
  sent(connection: Connection, payloadBytes: number): void
  /** It is about to be closed from here: the last moment to send. */
  closing(connection: Connection): void
  /** The connection is over. Once per connection, after its last message. */
  closed(connection: Connection, close: CloseInfo): void
  /** The client's send buffer is empty again after `needsDrain` was true. */
  drained(connection: Connection): void
  /** Its state changed: paused, resumed, closing. */
  changed(connection: Connection): void
  /** A limit was passed, for which the connection is being closed; `text` names limit and amount. */
  limited(connection: Connection, limit: LimitName, text: string): void
}

/** Why a request was answered with an HTTP error. */
export interface Refusal {
  readonly status: number
  /** In words. */
  readonly reason: string
  /** Who refused it. */
  readonly origin: Origin
  /** Name of the handler or fault that refused it, '' where it was the server itself. */
  readonly by: string
  /** The limit that it is about, if it is one. */
  readonly limit: LimitName | null
}

/** What the listening server tells and asks. */
export interface ServerEvents extends ConnectionEvents {
  /** Decides on a handshake that passed the server's own checks. */
  upgrade(info: UpgradeInfo): Promise<UpgradeDecision>
  /** The handshake was answered with 101. Comes before the connection's first message. */
  opened(connection: Connection, handlers: readonly string[]): void
  /** A request was answered with an HTTP error. */
  refused(info: UpgradeInfo, refusal: Refusal): void
}
