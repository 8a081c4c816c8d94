/** Who acted on an event, what it did and how long it took: one line per step, as main stores it. */
export class WhyTrail {
  #lines = ''
  #lastAt: number

  constructor(startedAt: number) {
    this.#lastAt = startedAt
  }

  /** Ends a step that began when the last one ended. */
  add(actor: string, outcome: string): void {
    const now = performance.now()
    const durationMs = Math.round((now - this.#lastAt) * 1000) / 1000
    this.#lastAt = now
    const line = `${actor}\t${outcome}\t${durationMs}`
    this.#lines = this.#lines === '' ? line : `${this.#lines}\n${line}`
  }

  toString(): string {
    return this.#lines
  }
}

/** One line without tabs, so that a name or a pattern can't be taken for two steps. */
export function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ')
}
