import type { MessageType, Payload } from '../../../shared/model/message'

/** With more than this parked, reading from the socket stops as well. */
const limit = { messages: 1024, bytes: 1024 * 1024 }

interface ParkedMessage {
  readonly type: MessageType
  readonly payload: Payload
  readonly bytes: number
}

/**
 * What came in from a client that the user has paused. It is read but not looked at, so that the client's end is
 * noticed at once: an operating system tells nobody who does not read.
 */
export class ParkedInput {
  readonly #messages: ParkedMessage[] = []
  #bytes = 0

  get isFull(): boolean {
    return this.#messages.length >= limit.messages || this.#bytes >= limit.bytes
  }

  add(message: ParkedMessage): void {
    this.#messages.push(message)
    this.#bytes += message.bytes
  }

  /** In the order of arrival. */
  take(): readonly ParkedMessage[] {
    this.#bytes = 0
    return this.#messages.splice(0)
  }
}
