interface Waiting {
  readonly dueMs: number
  readonly bytes: number
  readonly run: () => void
}

/** Runs what it is given after a delay, in the order in which it was given. */
export class DelayLine {
  #waiting: Waiting[] = []
  /** What the next one overtakes. */
  #overtaken: (Waiting & { readonly timer: NodeJS.Timeout }) | null = null
  #timer: NodeJS.Timeout | null = null
  #bytes = 0

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#overtaken === null
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
    this.settle()
    if (this.#timer === null) this.#arm()
  }

  /**
   * Runs `run` behind what is pushed next, after `limitMs` at the latest. False where one is to be overtaken
   * already: then nothing is done.
   */
  pushBehindNext(limitMs: number, bytes: number, run: () => void): boolean {
    if (this.#overtaken) return false
    const timer = setTimeout(() => this.settle(), limitMs)
    this.#overtaken = { dueMs: 0, bytes, run, timer }
    this.#bytes += bytes
    return true
  }

  /** What was to be overtaken waits no longer: it comes behind what is in the line now. */
  settle(): void {
    const overtaken = this.#overtaken
    if (!overtaken) return
    this.#overtaken = null
    clearTimeout(overtaken.timer)
    const dueMs = this.#waiting.at(-1)?.dueMs ?? performance.now()
    this.#waiting.push({ ...overtaken, dueMs })
    if (this.#timer === null) this.#arm()
  }

  /** Forgets all that waits. */
  clear(): void {
    this.#waiting = []
    this.#bytes = 0
    clearTimeout(this.#overtaken?.timer)
    this.#overtaken = null
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
