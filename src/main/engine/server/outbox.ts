import type { Duplex } from 'node:stream'
import { type FramedMessage, frameBytes } from './framed-message'
import type { TurnFlusher } from './turn-flusher'

/** Up to this many bytes, copying frames together beats handing them to the socket one by one. */
const joinBytes = 65_536

/** Whose frames an outbox gathers. */
export interface OutboxOwner {
  /** Whether data may still be written. */
  readonly isOpen: boolean
  /** Runs after each write. */
  flushed(): void
}

/** Gathers one connection's frames and writes them at the end of the turn. */
export class Outbox {
  readonly #stream: Duplex
  readonly #flusher: TurnFlusher
  readonly #owner: OutboxOwner
  #chunks: Uint8Array[] = []
  #bytes = 0

  constructor(stream: Duplex, flusher: TurnFlusher, owner: OutboxOwner) {
    this.#stream = stream
    this.#flusher = flusher
    this.#owner = owner
  }

  /** Bytes that wait for the end of the turn. */
  get bytes(): number {
    return this.#bytes
  }

  /** Adds a frame behind the others. */
  add(frame: FramedMessage): void {
    if (this.#chunks.push(frame.head) === 1) this.#flusher.add(this)
    if (frame.body !== null) this.#chunks.push(frame.body)
    this.#bytes += frameBytes(frame)
  }

  /** Writes what waits; at the end of the turn, or before a frame that must come later. */
  flush(): void {
    const chunks = this.#chunks
    if (chunks.length === 0) return
    const bytes = this.#bytes
    this.#chunks = []
    this.#bytes = 0
    // A close frame has gone out meanwhile: no data may follow it (RFC 6455 §5.5.1).
    if (!this.#owner.isOpen) return
    this.#write(chunks, bytes)
    this.#owner.flushed()
  }

  #write(chunks: readonly Uint8Array[], bytes: number): void {
    const [first] = chunks
    if (chunks.length === 1 && first) {
      this.#stream.write(first)
    } else if (bytes <= joinBytes) {
      this.#stream.write(Buffer.concat(chunks, bytes))
    } else {
      this.#stream.cork()
      for (const chunk of chunks) this.#stream.write(chunk)
      this.#stream.uncork()
    }
  }
}
