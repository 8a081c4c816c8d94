import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { FramedMessage } from './framed-message'
import { Outbox, type OutboxOwner } from './outbox'
import type { TurnFlusher } from './turn-flusher'

/** With more than this waiting to be compressed, a client counts as behind. */
const compressingHighWaterBytes = 65_536

export interface ClientWriterEvents {
  /** Something was handed to the socket. */
  written(): void
  /** The client has caught up after `needsDrain` was true. */
  drained(): void
}

const writer = Symbol('writer')

/** Writes messages to one client: framed by us, or by ws where the client wants compression. */
export class ClientWriter implements OutboxOwner {
  readonly #socket: WebSocket
  readonly #stream: Duplex
  readonly #events: ClientWriterEvents
  readonly #outbox: Outbox
  readonly #isCompressed: boolean
  /** Payload bytes that ws has not compressed and written yet. */
  #compressingBytes = 0
  /** Messages that ws has not compressed and written yet; empty ones have no bytes. */
  #compressing = 0
  #onWritten: (() => void) | null = null
  /** The latest ping that waits for the client to catch up. */
  #unansweredPing: Uint8Array | null = null

  /** Shared by all clients, see `Connection`. */
  static readonly #onStreamDrain = function (this: Duplex): void {
    // Set before it was listened to.
    const { [writer]: drained } = this as Duplex & { readonly [writer]: ClientWriter }
    drained.#onDrained()
  }

  /** `stream` is the socket below the WebSocket. */
  constructor(socket: WebSocket, stream: Duplex, flusher: TurnFlusher, events: ClientWriterEvents) {
    this.#socket = socket
    this.#stream = stream
    this.#events = events
    this.#isCompressed = socket.extensions !== ''
    this.#outbox = new Outbox(stream, flusher, this)
    Object.assign(stream, { [writer]: this }).on('drain', ClientWriter.#onStreamDrain)
  }

  /** Whether data may be written: no close frame was sent or received. */
  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  /** Bytes that wait to be read by the client. */
  get bufferedBytes(): number {
    return this.#socket.bufferedAmount + this.#outbox.bytes
  }

  /** Whether the client is behind: `drained` will be told. */
  get needsDrain(): boolean {
    this.#outbox.flush()
    return this.#isBehind
  }

  get #isBehind(): boolean {
    return this.#stream.writableNeedDrain || this.#compressingBytes > compressingHighWaterBytes
  }

  /** Writes a message behind the others, at the end of the turn. */
  write(frame: FramedMessage): void {
    if (!this.#isCompressed) {
      this.#outbox.add(frame)
      return
    }
    this.#compressing += 1
    this.#compressingBytes += frame.payloadBytes
    this.#socket.send(frame.payload, { binary: frame.type === 'binary' }, () => this.#onCompressed(frame))
    this.#events.written()
  }

  /**
   * Answers a ping. Of a client that does not read, only the latest one is kept (RFC 6455 §5.5.3): pings that
   * it sends without end must not pile up here as pongs.
   */
  answerPing(payload: Uint8Array): void {
    if (!this.isOpen) return
    if (this.#isBehind) this.#unansweredPing = payload
    else this.#socket.pong(payload)
  }

  /** Writes what waits for the end of the turn, before something that has to come behind it. */
  flush(): void {
    this.#outbox.flush()
  }

  /**
   * Runs `callback` once ws has compressed and written every message: to end the connection throws the others away.
   * At once where there are none, and after `limitMs` for a client that does not read.
   */
  whenWritten(limitMs: number, callback: () => void): void {
    if (this.#compressing === 0) {
      callback()
      return
    }
    const timer = setTimeout(() => this.#onWritten?.(), limitMs)
    this.#onWritten = () => {
      clearTimeout(timer)
      this.#onWritten = null
      callback()
    }
  }

  /** The outbox has written. */
  flushed(): void {
    this.#events.written()
  }

  #onCompressed(frame: FramedMessage): void {
    const wasBehind = this.#compressingBytes > compressingHighWaterBytes
    this.#compressing -= 1
    this.#compressingBytes -= frame.payloadBytes
    if (this.#compressing === 0) this.#onWritten?.()
    if (wasBehind && !this.needsDrain) this.#onDrained()
  }

  #onDrained(): void {
    const ping = this.#unansweredPing
    this.#unansweredPing = null
    if (ping !== null && this.isOpen) this.#socket.pong(ping)
    this.#events.drained()
  }
}
