import { DurationCounts } from './duration-counts'

const windowSeconds = 10
const ranks = [0.5, 0.95, 0.99] as const

/** In milliseconds. */
export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** The durations of the last ten seconds. */
export class SlidingDurations {
  // Made when they are first needed: many a path is never answered.
  #second: DurationCounts | null = null
  #window: DurationCounts | null = null
  /** What is in the window, second by second. */
  #parts: (readonly number[])[] = []

  add(micros: number, count: number): void {
    this.#second ??= new DurationCounts()
    this.#second.add(micros, count)
  }

  /** Adds what a `DurationCounts` gave away. */
  addAll(pairs: readonly number[]): void {
    if (pairs.length === 0) return
    this.#second ??= new DurationCounts()
    this.#second.addAll(pairs)
  }

  /** Takes away what came since the last second ended. */
  takeSecond(): readonly number[] {
    return this.#second?.take() ?? []
  }

  /** Ends a second: moves the window on. Returns the durations of that second. */
  next(): readonly number[] {
    if (this.#second === null) return []
    this.#window ??= new DurationCounts()
    const part = this.takeSecond()
    this.#window.addAll(part)
    this.#parts.push(part)
    if (this.#parts.length > windowSeconds) this.#window.addAll(this.#parts.shift() ?? [], -1)
    return part
  }

  /** Of the last ten seconds that have ended; null where there were no durations. */
  percentiles(): Percentiles | null {
    if (this.#window === null || this.#window.total === 0) return null
    const [p50 = 0, p95 = 0, p99 = 0] = this.#window.percentiles(ranks)
    return { p50: p50 / 1000, p95: p95 / 1000, p99: p99 / 1000 }
  }
}
