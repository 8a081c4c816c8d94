/** A place in a log, from which what happened since can be read. */
export interface LogMark {
  readonly added: number
  readonly clears: number
}

export interface LogChanges<T> {
  /** The lines before these are gone. */
  readonly cleared: boolean
  readonly added: readonly T[]
}

/** The newest lines of a log, oldest first. */
export class LineLog<T> {
  #lines: T[] = []
  #added = 0
  #clears = 0

  /** @param capacity lines that are kept */
  constructor(private readonly capacity: number) {}

  add(line: T): void {
    this.#added += 1
    this.#lines.push(line)
    // Trimmed in large steps: shifting an array for every line is what makes a full log slow.
    if (this.#lines.length >= this.capacity * 2) this.#lines = this.#lines.slice(-this.capacity)
  }

  clear(): void {
    this.#clears += 1
    this.#lines = []
  }

  get lines(): readonly T[] {
    return this.#lines.slice(-this.capacity)
  }

  get mark(): LogMark {
    return { added: this.#added, clears: this.#clears }
  }

  /** What a reader who knows everything up to `mark` has to be told. */
  since(mark: LogMark): LogChanges<T> {
    if (mark.clears !== this.#clears) return { cleared: true, added: this.lines }
    const count = Math.min(this.#added - mark.added, this.capacity)
    return { cleared: false, added: count === 0 ? [] : this.#lines.slice(-count) }
  }
}
