/** Counters move with every message; the window does not need to know more often than this. */
const intervalMs = 100

/** Gathers connections whose counters moved and tells of each at most ten times a second. */
export class ConnectionChanges {
  readonly #changed = new Set<string>()
  /** Marked last: messages of one connection mostly come one behind the other. */
  #latest = ''
  #timer: NodeJS.Timeout | null = null

  constructor(private readonly emit: (id: string) => void) {}

  /** A counter of the connection moved. */
  mark(id: string): void {
    if (id === this.#latest) return
    this.#latest = id
    this.#changed.add(id)
    if (this.#timer !== null) return
    this.#timer = setTimeout(() => this.#flush(), intervalMs)
    this.#timer.unref()
  }

  /** Something else about it changed: tell at once. */
  tell(id: string): void {
    this.#latest = ''
    this.#changed.delete(id)
    this.emit(id)
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#latest = ''
    this.#changed.clear()
  }

  #flush(): void {
    this.#timer = null
    const ids = [...this.#changed]
    this.#latest = ''
    this.#changed.clear()
    for (const id of ids) this.emit(id)
  }
}
