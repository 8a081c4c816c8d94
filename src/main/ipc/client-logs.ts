import type { ClientId, ClientLine, ClientLogChange } from '../../shared/model/client'
import { LineLog, type LogMark } from './line-log'

/** A place in all logs, from which what happened since can be read. */
export interface ClientLogsMark {
  readonly changes: number
  readonly logs: ReadonlyMap<ClientId, LogMark>
}

const start: LogMark = { added: 0, clears: 0 }

/** The built-in clients' logs: one that is flooded pushes nothing out of the others. */
export class ClientLogs {
  readonly #logs = new Map<ClientId, LineLog<ClientLine>>()
  #changes = 0

  /** @param capacity lines that are kept of each */
  constructor(private readonly capacity: number) {}

  add(client: ClientId, line: ClientLine): void {
    let log = this.#logs.get(client)
    if (!log) {
      log = new LineLog(this.capacity)
      this.#logs.set(client, log)
    }
    log.add(line)
    this.#changes += 1
  }

  clear(client: ClientId): void {
    this.#logs.get(client)?.clear()
    this.#changes += 1
  }

  /** Of a client that is gone for good. */
  forget(client: ClientId): void {
    if (this.#logs.delete(client)) this.#changes += 1
  }

  get all(): readonly { readonly client: ClientId; readonly lines: readonly ClientLine[] }[] {
    return Array.from(this.#logs, ([client, { lines }]) => ({ client, lines }))
  }

  get mark(): ClientLogsMark {
    const logs = new Map(Array.from(this.#logs, ([client, { mark }]) => [client, mark]))
    return { changes: this.#changes, logs }
  }

  /** Whether something happened since, without looking at each log. */
  isAhead({ changes }: ClientLogsMark): boolean {
    return changes !== this.#changes
  }

  /** What a reader who knows everything up to `mark` has to be told. */
  since(mark: ClientLogsMark): readonly ClientLogChange[] {
    if (!this.isAhead(mark)) return []
    const gone = [...mark.logs.keys()].filter((client) => !this.#logs.has(client))
    const changed = Array.from(this.#logs, ([client, log]) => ({
      client,
      ...log.since(mark.logs.get(client) ?? start),
    })).filter(({ cleared, added }) => cleared || added.length > 0)
    return [...gone.map((client) => ({ client, cleared: true, added: [] })), ...changed]
  }
}
