import type * as api from '../../../../shared/handler-api/understudy'
import type { Json } from '../../../../shared/json'
import type { ConnectionId } from '../../../../shared/model/connection'
import type { TextPool } from '../../text-pool'
import type { AdoptedConnection, UpgradeInfo } from '../protocol'
import { ConnectionQueue } from './connection-queue'
import type { MatchedHandler } from './handler-registry'
import { freezeJson } from './json-value'

/** What this worker knows of one connection; main has the connection itself. */
export class ConnectionReplica {
  readonly number: number
  readonly id: ConnectionId
  readonly request: api.UpgradeRequest
  readonly subprotocol: string
  /** The query as it was sent, without the question mark. */
  readonly rawQuery: string
  /** Whose statistics the times of its messages belong to. */
  readonly pathId: number
  readonly queue = new ConnectionQueue()
  /**
   * `closing`: a handler has closed it. `gone`: it has ended, but events from before that are still to be
   * handled. `closed`: its `onDisconnect` has begun.
   */
  state: 'open' | 'closing' | 'gone' | 'closed' = 'open'
  handlers: readonly MatchedHandler[] = []
  // Made when they are first needed: thousands of connections wait in no room, with no metadata.
  #rooms: Set<string> | null = null
  #metadata: Map<string, Json> | null = null
  #passthrough: Map<string, boolean> | null = null
  #drains: Map<number, () => void> | null = null
  #abort: AbortController | null = null

  constructor(adopted: AdoptedConnection, texts: TextPool) {
    this.number = adopted.connection
    this.id = connectionId(adopted.connection)
    this.request = upgradeRequest({
      ...adopted,
      path: texts.share(adopted.path),
      headers: texts.shareValues(adopted.headers),
      remoteAddress: texts.share(adopted.remoteAddress),
    })
    this.subprotocol = texts.share(adopted.subprotocol)
    this.rawQuery = adopted.query
    this.pathId = adopted.pathId
    if (adopted.rooms.length > 0) this.#rooms = new Set(adopted.rooms)
    for (const [key, value] of Object.entries(adopted.metadata)) this.setMetadata(key, value)
    for (const [rule, enabled] of Object.entries(adopted.passthrough)) this.switchRule(rule, enabled)
  }

  /** Whether a rule is switched on or off for this connection; `undefined`: the rule's own switch counts. */
  ruleSwitch(rule: string): boolean | undefined {
    return this.#passthrough?.get(rule)
  }

  /** `undefined`: the rule's own switch counts again. */
  switchRule(rule: string, enabled: boolean | undefined): void {
    if (enabled === undefined) {
      this.#passthrough?.delete(rule)
    } else {
      this.#passthrough ??= new Map()
      this.#passthrough.set(rule, enabled)
    }
  }

  get rooms(): ReadonlySet<string> {
    return this.#rooms ?? nowhere
  }

  get metadata(): ReadonlyMap<string, Json> {
    return this.#metadata ?? noMetadata
  }

  /** Notes that it is in a room; `Replicas` knows the room's members. */
  enter(room: string): void {
    this.#rooms ??= new Set()
    this.#rooms.add(room)
  }

  /** The reverse of `enter`. */
  exit(room: string): void {
    this.#rooms?.delete(room)
  }

  /** Sets a metadata value; `undefined` deletes. */
  setMetadata(key: string, value: Json | undefined): void {
    if (value === undefined) {
      this.#metadata?.delete(key)
    } else {
      this.#metadata ??= new Map()
      this.#metadata.set(key, freezeJson(value))
    }
  }

  /** Made when it is first asked for: most handlers never do. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController()
    if (this.hasEnded) this.#abort.abort()
    return this.#abort.signal
  }

  get hasEnded(): boolean {
    return this.state === 'gone' || this.state === 'closed'
  }

  /** A promise that `drained` resolves. */
  waitForDrain(request: number): Promise<void> {
    if (this.hasEnded) return Promise.resolve()
    this.#drains ??= new Map()
    const drains = this.#drains
    return new Promise((resolve) => drains.set(request, resolve))
  }

  drained(request: number): void {
    this.#drains?.get(request)?.()
    this.#drains?.delete(request)
  }

  /** Nothing can be sent any more: whoever waits for it is let go. */
  end(): void {
    this.state = 'gone'
    this.#abort?.abort()
    for (const resolve of this.#drains?.values() ?? []) resolve()
    this.#drains = null
  }
}

const nowhere: ReadonlySet<string> = new Set()
const noMetadata: ReadonlyMap<string, Json> = new Map()
const noProtocols: readonly string[] = Object.freeze([])
/** Shared by all connections without a query; an object without prototype is a large one. */
const noQuery: Readonly<Record<string, string>> = Object.freeze(Object.create(null))

/** `12` is shown as `c12`. */
export function connectionId(connection: number): ConnectionId {
  return `c${connection}`
}

/** What a handler sees of a handshake. */
export function upgradeRequest(info: UpgradeInfo): api.UpgradeRequest {
  return {
    path: info.path,
    query: parseQuery(info.query),
    headers: info.headers,
    protocols: info.protocols.length > 0 ? info.protocols : noProtocols,
    remoteAddress: info.remoteAddress,
  }
}

function parseQuery(query: string): Readonly<Record<string, string>> {
  if (query === '') return noQuery
  // A parameter named `__proto__` must not reach a prototype.
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(query)) values[name] ??= value
  return values
}
