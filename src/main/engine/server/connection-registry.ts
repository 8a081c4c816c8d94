import type { Connection } from './connection'

/** The open connections, by number and by id. Numbers are given out once and never again. */
export class ConnectionRegistry {
  readonly #connections = new Map<number, Connection>()
  #last = 0

  get size(): number {
    return this.#connections.size
  }

  /** The number for the next connection. */
  allot(): number {
    this.#last += 1
    return this.#last
  }

  add(connection: Connection): void {
    this.#connections.set(connection.number, connection)
  }

  remove(connection: Connection): void {
    this.#connections.delete(connection.number)
  }

  get(number: number): Connection | undefined {
    return this.#connections.get(number)
  }

  /** `c12` → connection 12. */
  byId(id: string): Connection | undefined {
    return /^c\d+$/.test(id) ? this.#connections.get(Number(id.slice(1))) : undefined
  }

  /** In the order of opening. */
  [Symbol.iterator](): IterableIterator<Connection> {
    return this.#connections.values()
  }
}
