interface Waiting {
  readonly dueMs: number
  readonly bytes: number
  readonly run: () => void
}

/** Runs what it is given after a delay, in the order in which it was given. */
export class DelayLine {
  #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | null = null
  #bytes = 0

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** Payload bytes that wait. */
  get bytes(): number {
    return this.#bytes
  }

  /** Runs `run` after `delayMs`, but never before what was pushed earlier. */
  push(delayMs: number, bytes: number, run: () => void): void {
    const dueMs = Math.max(performance.now() + delayMs, this.#waiting.at(-1)?.dueMs ?? 0)
    this.#waiting.push({ dueMs, bytes, run })
    this.#bytes += bytes
    if (this.#timer === null) this.#arm()
  }

  /** Forgets all that waits. */
  clear(): void {
    this.#waiting = []
    this.#bytes = 0
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #arm(): void {
    const next = this.#waiting[0]
    this.#timer = next ? setTimeout(() => this.#release(), Math.max(0, next.dueMs - performance.now())) : null
  }

  #release(): void {
    // Timers count whole milliseconds, and may fire a fraction early.
    const now = performance.now() + 1
    // One at a time: an item may clear the line.
    for (let next = this.#waiting[0]; next && next.dueMs <= now; next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#bytes -= next.bytes
      next.run()
    }
    this.#arm()
  }
}
