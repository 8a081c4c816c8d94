/** The longest that a timer of Node waits; it takes more for next to nothing. */
const longestTimerMs = 2 ** 31 - 1

/** What is run when its turn has come. */
export interface Delayed {
  readonly bytes: number
  readonly run: () => void
  /** Told where the line is cleared before. */
  readonly forgotten?: () => void
}

interface Waiting {
  readonly dueMs: number
  readonly delayed: Delayed
}

/** What the next one overtakes. */
interface Overtaken extends Waiting {
  readonly timer: NodeJS.Timeout
  readonly settled: (isOvertaken: boolean) => void
}

/** Runs what it is given after a delay, in the order in which it was given. */
export class DelayLine {
  #waiting: Waiting[] = []
  #overtaken: Overtaken | null = null
  #timer: NodeJS.Timeout | null = null
  #bytes = 0

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#overtaken === null
  }

  /** Payload bytes that wait. */
  get bytes(): number {
    return this.#bytes
  }

  /** Runs it after `delayMs`, but never before what was pushed earlier; returns after how long, in milliseconds. */
  push(delayMs: number, delayed: Delayed): number {
    const now = performance.now()
    const dueMs = Math.max(now + delayMs, this.#waiting.at(-1)?.dueMs ?? 0)
    this.#waiting.push({ dueMs, delayed })
    this.#bytes += delayed.bytes
    this.#settle(true)
    if (this.#timer === null) this.#arm()
    return dueMs - now
  }

  /**
   * Runs it behind what is pushed next, after `delayMs` at the earliest and without waiting longer than `limitMs` for
   * that; `settled` is told whether anything went before it. False where one is to be overtaken already: then nothing
   * is done.
   */
  pushBehindNext(
    delayMs: number,
    limitMs: number,
    delayed: Delayed,
    settled: (isOvertaken: boolean) => void,
  ): boolean {
    if (this.#overtaken) return false
    const timer = setTimeout(() => this.settle(), limitMs)
    this.#overtaken = { dueMs: performance.now() + delayMs, delayed, timer, settled }
    this.#bytes += delayed.bytes
    return true
  }

  /** What was to be overtaken waits no longer: it comes behind what is in the line now. */
  settle(): void {
    this.#settle(false)
  }

  /** Forgets all that waits. */
  clear(): void {
    const forgotten = this.#waiting
    if (this.#overtaken) forgotten.push(this.#overtaken)
    this.#waiting = []
    this.#bytes = 0
    clearTimeout(this.#overtaken?.timer)
    this.#overtaken = null
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    for (const { delayed } of forgotten) delayed.forgotten?.()
  }

  #settle(isOvertaken: boolean): void {
    const overtaken = this.#overtaken
    if (!overtaken) return
    this.#overtaken = null
    clearTimeout(overtaken.timer)
    const dueMs = Math.max(overtaken.dueMs, this.#waiting.at(-1)?.dueMs ?? performance.now())
    this.#waiting.push({ dueMs, delayed: overtaken.delayed })
    if (this.#timer === null) this.#arm()
    overtaken.settled(isOvertaken)
  }

  #arm(): void {
    const next = this.#waiting[0]
    if (!next) {
      this.#timer = null
      return
    }
    const waitMs = Math.min(longestTimerMs, Math.max(0, next.dueMs - performance.now()))
    this.#timer = setTimeout(() => this.#release(), waitMs)
  }

  #release(): void {
    // Timers count whole milliseconds, and may fire a fraction early.
    const now = performance.now() + 1
    // One at a time: an item may clear the line.
    for (let next = this.#waiting[0]; next && next.dueMs <= now; next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#bytes -= next.delayed.bytes
      next.delayed.run()
    }
    this.#arm()
  }
}
