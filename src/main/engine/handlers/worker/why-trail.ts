/** Who acted on an event, what it did and how long it took: one line per step, as main stores it. */
export class WhyTrail {
  #lines = ''
  #durationMs: number | null = null
  #lastAt: number

  constructor(private readonly startedAt: number) {
    this.#lastAt = startedAt
  }

  /** All steps, `actor\toutcome\tdurationMs` each; without the duration where there is but one. */
  get lines(): string {
    return this.#lines
  }

  /** Duration of the only step; null where there is none or there are several. */
  get durationMs(): number | null {
    return this.#durationMs
  }

  /** From the start to the end of the last step; null where nobody acted. */
  get totalMs(): number | null {
    return this.#lines === '' ? null : this.#lastAt - this.startedAt
  }

  /** Ends a step that began when the last one ended. */
  add(actor: string, outcome: string): void {
    const now = performance.now()
    const durationMs = Math.round((now - this.#lastAt) * 1000) / 1000
    this.#lastAt = now
    const step = `${actor}\t${outcome}`
    if (this.#lines === '') {
      this.#lines = step
      this.#durationMs = durationMs
      return
    }
    if (this.#durationMs !== null) this.#lines += `\t${this.#durationMs}`
    this.#durationMs = null
    this.#lines += `\n${step}\t${durationMs}`
  }
}
