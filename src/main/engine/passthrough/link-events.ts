import type { MessageType, Payload } from '../../../shared/model/message'
import type { UpstreamTarget } from '../handlers/protocol'
import type { Connection } from '../server/connection'

/** What the links to upstreams tell. */
export interface UpstreamEvents {
  /** The upstream answered the handshake with 101. */
  opened(connection: Connection, rule: string): void
  /** A message from the upstream for this client; bytes are its own copy. */
  message(connection: Connection, rule: string, type: MessageType, payload: Payload): void
  /** A text or binary message was sent to the upstream. */
  sent(connection: Connection): void
  /**
   * The upstream ended the link; the next message makes a new one. `policy` says whether the client is to
   * be closed as well. 1005: without a code, 1006: without a close frame.
   */
  closed(
    connection: Connection,
    rule: string,
    code: number,
    reason: string,
    policy: UpstreamTarget['onUpstreamClose'],
  ): void
  /** The upstream could not be reached, or took no more: so many messages did not get there. */
  failed(connection: Connection, rule: string, reason: string, undelivered: number): void
  /** The link keeps up again and the client is being read on. */
  drained(connection: Connection, rule: string): void
}

export interface LinkLimits {
  readonly connectTimeoutMs: number
  /** How long an upstream may take to answer a close frame. */
  readonly closeTimeoutMs: number
  /** What may wait for the link to open. */
  readonly queueMessages: number
  readonly queueBytes: number
  /** With more than this unsent, the client is not read any further; it is read on at half of it. */
  readonly highWaterBytes: number
}

export const defaultLinkLimits: LinkLimits = {
  connectTimeoutMs: 10_000,
  closeTimeoutMs: 5_000,
  queueMessages: 1_000,
  queueBytes: 8 * 1024 * 1024,
  highWaterBytes: 1024 * 1024,
}
