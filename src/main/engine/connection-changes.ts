/** Counters move with every message; the window does not need to know more often than this. */
const intervalMs = 100

/** A connection as far as its changes go. */
export interface ChangingConnection {
  readonly id: string
  /** A counter moved that nobody was told of. */
  isMarked: boolean
}

/** Gathers connections whose counters moved and tells of each at most ten times a second. */
export class ConnectionChanges {
  #changed: ChangingConnection[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(private readonly emit: (id: string) => void) {}

  /** A counter of the connection moved. */
  mark(connection: ChangingConnection): void {
    if (connection.isMarked) return
    connection.isMarked = true
    this.#changed.push(connection)
    if (this.#timer !== null) return
    this.#timer = setTimeout(() => this.#flush(), intervalMs)
    this.#timer.unref()
  }

  /** Something else about it changed: tell at once. */
  tell(connection: ChangingConnection): void {
    connection.isMarked = false
    this.emit(connection.id)
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#changed = []
  }

  #flush(): void {
    this.#timer = null
    const connections = this.#changed
    this.#changed = []
    // Those that were told of meanwhile are not marked any more.
    for (const connection of connections) if (connection.isMarked) this.tell(connection)
  }
}
