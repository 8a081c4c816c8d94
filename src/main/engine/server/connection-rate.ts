/** A steady rate with bursts of at most one second's worth (a token bucket). */
export class ConnectionRate {
  #tokens = Number.POSITIVE_INFINITY
  #at = 0

  /** `now` gives milliseconds that never go back. */
  constructor(private readonly now: () => number) {}

  /** Whether one more connection is within `perSecond`; if so it counts. Null: no limit. */
  admit(perSecond: number | null): boolean {
    if (perSecond === null) {
      this.#tokens = Number.POSITIVE_INFINITY
      return true
    }
    const now = this.now()
    this.#tokens = Math.min(perSecond, this.#tokens + ((now - this.#at) / 1000) * perSecond)
    this.#at = now
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}
