import type { Duplex } from 'node:stream'
import type { FramedMessage } from './framed-message'
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
  #frames: FramedMessage[] = []
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
    if (this.#frames.push(frame) === 1) this.#flusher.add(this)
    this.#bytes += frame.frameBytes
  }

  /** Writes what waits; at the end of the turn, or before a frame that must come later. */
  flush(): void {
    const frames = this.#frames
    if (frames.length === 0) return
    const bytes = this.#bytes
    this.#frames = []
    this.#bytes = 0
    // A close frame has gone out meanwhile: no data may follow it (RFC 6455 §5.5.1).
    if (!this.#owner.isOpen) return
    this.#write(frames, bytes)
    this.#owner.flushed()
  }

  #write(frames: readonly FramedMessage[], bytes: number): void {
    if (frames.length > 1 && bytes <= joinBytes) {
      this.#stream.write(this.#flusher.join(frames, bytes))
      return
    }
    const isOne = frames.length === 1 && frames[0]?.bytes.body === null
    if (!isOne) this.#stream.cork()
    for (const { bytes: frame } of frames) {
      this.#stream.write(frame.head)
      if (frame.body !== null) this.#stream.write(frame.body)
    }
    if (!isOne) this.#stream.uncork()
  }
}
