import type { ConsoleLevel, ConsoleLine, SourceLocation } from '../../shared/model/handlers'
import type { LoggedValue } from '../../shared/model/logged-value'

/** Numbers and dates the lines of the console. */
export class ConsoleFeed {
  #last = 0

  constructor(private readonly emit: (line: ConsoleLine) => void) {}

  /** `cause`: the traffic entry that was being handled, 0 or below for none. */
  add(
    level: ConsoleLevel,
    text: string,
    location: SourceLocation | null = null,
    cause = 0,
    values: readonly LoggedValue[] = [],
  ): void {
    this.#last += 1
    const line = { id: this.#last, at: Date.now(), level, text, location, cause: Math.max(0, cause) }
    this.emit(values.length === 0 ? line : { ...line, values })
  }
}
