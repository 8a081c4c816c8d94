import { atEndOfTask } from '../end-of-task'
import type { FramedMessage } from './framed-message'

/** Something that gathers writes and hands them to its socket when told. */
export interface Flushable {
  flush(): void
}

/**
 * Gathers the writers that have something to flush and flushes each of them once at the end of the
 * current callback: one system call per socket and batch, however many messages a batch held.
 */
export class TurnFlusher {
  #waiting: Flushable[] = []
  /** What was joined last in this round. */
  #joined: { readonly frames: readonly FramedMessage[]; readonly bytes: Buffer } | null = null

  /** Flushes `writer` once the code that runs now is done. Call it once per round. */
  add(writer: Flushable): void {
    if (this.#waiting.push(writer) === 1) atEndOfTask(() => this.#flushAll())
  }

  /**
   * The frames one behind the other, `bytes` bytes in all. Members of a room mostly get the same ones in a turn: they share
   * what was made for the first of them, so nobody may change it.
   */
  join(frames: readonly FramedMessage[], bytes: number): Buffer {
    if (this.#joined !== null && areSame(this.#joined.frames, frames)) return this.#joined.bytes
    const joined = Buffer.allocUnsafe(bytes)
    let at = 0
    for (const frame of frames) at = frame.writeTo(joined, at)
    this.#joined = { frames, bytes: joined }
    return joined
  }

  #flushAll(): void {
    const writers = this.#waiting
    this.#waiting = []
    for (const writer of writers) writer.flush()
    this.#joined = null
  }
}

function areSame(some: readonly FramedMessage[], others: readonly FramedMessage[]): boolean {
  return some.length === others.length && some.every((frame, index) => frame === others[index])
}
