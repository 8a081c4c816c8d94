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

  /** Flushes `writer` once the code that runs now is done. Call it once per round. */
  add(writer: Flushable): void {
    if (this.#waiting.push(writer) === 1) queueMicrotask(() => this.#flushAll())
  }

  #flushAll(): void {
    const writers = this.#waiting
    this.#waiting = []
    for (const writer of writers) writer.flush()
  }
}
