import type { ConsoleLevel, ConsoleLine, SourceLocation } from '../../shared/model/handlers'

/** Numbers and dates the lines of the console. */
export class ConsoleFeed {
  #last = 0

  constructor(private readonly emit: (line: ConsoleLine) => void) {}

  /** `cause`: the traffic entry that was being handled, 0 or below for none. */
  add(level: ConsoleLevel, text: string, location: SourceLocation | null = null, cause = 0): void {
    this.#last += 1
    this.emit({ id: this.#last, at: Date.now(), level, text, location, cause: Math.max(0, cause) })
  }
}
