import type { CloseInfo } from '../../shared/model/connection'
import type { HandlerInfo } from '../../shared/model/handlers'
import { isData, type MessageType, type Payload } from '../../shared/model/message'
import type { LimitName } from '../../shared/model/server'
import type { Origin, TrafficKind } from '../../shared/model/traffic'
import type { PassthroughRule, ServerSettings } from '../../shared/model/workspace'
import type { Delivery } from './delivery'
import type { LimitAct, RefusedUpgrade } from './engine-events'
import type { EngineParts } from './engine-parts'
import type { UpgradeDecision, UpgradeInfo } from './handlers/protocol'
import type { Passage } from './holds/hold-item'
import type { Connection } from './server/connection'
import type { Refusal, ServerEvents } from './server/server-events'

export interface ClientEventsOptions {
  readonly parts: EngineParts
  readonly delivery: Delivery
  /** What is served and how, as of now. */
  served(): {
    readonly unmatchedPath: ServerSettings['unmatchedPath']
    readonly handlers: readonly HandlerInfo[]
    readonly rules: readonly PassthroughRule[]
  }
  onRefused(refused: RefusedUpgrade): void
  onLimited(act: LimitAct): void
}

/** What clients do: captured, counted, and passed on to the handlers. */
export class ClientEvents implements ServerEvents {
  /** Handshakes that nothing matched and that were accepted all the same. */
  readonly #unmatched = new WeakSet<UpgradeInfo>()
  /** Rooms of closed connections whose handlers have not heard of the end yet. */
  readonly #lastRooms = new WeakMap<Connection, readonly string[]>()

  constructor(private readonly options: ClientEventsOptions) {}

  async upgrade(info: UpgradeInfo): Promise<UpgradeDecision> {
    const decision = await this.options.parts.work.upgrades.ask(info)
    if (decision.accept !== 'unmatched') return decision
    const served = this.options.served()
    if (served.unmatchedPath === 'reject') return notServed(info.path, served)
    this.#unmatched.add(info)
    return decision
  }

  opened(connection: Connection): void {
    const { changes, meter, work } = this.options.parts
    meter.opened(connection)
    work.queue.opened(connection, this.#capture('open', 'client', connection, null, 0))
    changes.tell(connection)
  }

  message(connection: Connection, type: MessageType, payload: Payload): void {
    const { capture, changes, holds, meter } = this.options.parts
    const { number, info } = connection
    if (isData(type))
      meter.received(typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length)
    const entry = capture.append(type, 'from-client', 'client', number, info.path, payload, 0, 0)
    changes.mark(connection)
    if (holds.isOn && this.#isHeld(connection, type, payload, entry)) return
    this.#passOn(connection, type, payload, entry)
  }

  /**
   * A message that the user puts in as if the client had sent it; no breakpoint holds it, but it keeps its place
   * behind those that are held. False where the connection has ended.
   */
  inject(connection: Connection, type: MessageType, payload: Payload): boolean {
    const { capture, holds } = this.options.parts
    if (connection.state === 'closing' || connection.state === 'closed') return false
    const { number, info } = connection
    const entry = capture.append(type, 'from-client', 'user', number, info.path, payload, 0, 0)
    // First, as nobody may have to be asked what is done about it.
    capture.why(entry, 'You\tput it in as if the client had sent it\t')
    if (holds.isOn && this.#isHeld(connection, type, payload, entry, true)) return true
    return this.#passOn(connection, type, payload, entry)
  }

  /** Whether it waits at a breakpoint, or behind what does; with `isFree` only the latter. */
  #isHeld(
    connection: Connection,
    type: MessageType,
    payload: Payload,
    entry: number,
    isFree = false,
  ): boolean {
    if (!isData(type)) return false
    const pass: Passage['pass'] = (...released) => this.#passOn(connection, ...released)
    const { holds } = this.options.parts
    return holds.take({ connection, direction: 'from-client', type, payload, entry, pass }, isFree)
  }

  #passOn(connection: Connection, type: MessageType, payload: Payload, entry: number): true {
    const { capture, upstreams, work } = this.options.parts
    if (this.#isEchoed(connection, type)) {
      this.options.delivery.send(connection, type, payload, 'engine', entry)
      capture.why(entry, 'engine\techoed: nothing matches this path\t')
    }
    if (!upstreams.takeFromClient(connection, type, payload, entry)) {
      work.queue.message(connection.number, entry, type, payload)
    }
    return true
  }

  closing(connection: Connection): void {
    if (this.options.parts.holds.isOn) this.options.parts.holds.passUnheld(connection, 'to-client')
  }

  closed(connection: Connection, close: CloseInfo): void {
    const { changes, holds, links, meter, rooms, replicate, work } = this.options.parts
    const { number } = connection
    meter.closed(connection)
    if (holds.isOn) holds.closed(connection)
    const reason = close.reason === '' ? null : close.reason
    const entry = this.#capture('close', 'client', connection, reason, close.code)
    links.clientClosed(connection, close)
    const left = rooms.leaveAll(number)
    this.#lastRooms.set(connection, left)
    // The version that serves it leaves the rooms when it has run onDisconnect.
    replicate(work.queue.targetOf(number), (sink) => {
      for (const room of left) sink.left(number, room)
    })
    work.queue.closed(number, entry, close)
    changes.tell(connection)
  }

  refused({ path, headers }: UpgradeInfo, { status, reason, origin, limit, by }: Refusal): void {
    const { capture, meter } = this.options.parts
    meter.refused()
    const entry = capture.append('refused', 'none', origin, 0, path, reason, status, 0)
    const actor = origin === 'fault' ? `fault ${by}` : by
    if (by !== '') capture.why(entry, `${actor}\trefused the handshake with ${status}\t`)
    this.options.onRefused({ path, origin: headers.origin ?? null, status, reason })
    if (limit === null) return
    meter.limited()
    this.options.onLimited({ limit, connection: null, path, text: reason })
  }

  /** A message was written to the client. */
  sent(connection: Connection, payloadBytes: number): void {
    this.options.parts.meter.sent(payloadBytes)
    this.options.parts.changes.mark(connection)
  }

  drained(): void {
    // `drain()` asks by itself; nobody else waits for it.
  }

  changed(connection: Connection): void {
    this.options.parts.changes.tell(connection)
  }

  /** A limit acted on an open connection: a row of its own, a line of the console, a count. */
  limited(connection: Connection, limit: LimitName, text: string): void {
    const { console, meter } = this.options.parts
    meter.limited()
    const entry = this.#capture('limit', 'engine', connection, text, 0)
    console.add('warn', `${connection.id}: ${text}.`, null, entry)
    this.options.onLimited({ limit, connection: connection.id, path: connection.info.path, text })
  }

  /** The rooms a connection is in, or was in when it ended. */
  roomsOf(connection: Connection): readonly string[] {
    return this.#lastRooms.get(connection) ?? [...this.options.parts.rooms.roomsOf(connection.number)]
  }

  #isEchoed(connection: Connection, type: MessageType): boolean {
    if (!isData(type)) return false
    if (this.options.served().unmatchedPath !== 'echo') return false
    return connection.handlers.length === 0 && this.#unmatched.has(connection.info)
  }

  #capture(
    kind: TrafficKind,
    origin: Origin,
    connection: Connection,
    payload: Payload | null,
    code: number,
  ): number {
    const { number, info } = connection
    return this.options.parts.capture.append(kind, 'none', origin, number, info.path, payload, code, 0)
  }
}

function notServed(path: string, served: ReturnType<ClientEventsOptions['served']>): UpgradeDecision {
  const paths = [
    ...served.handlers.map((handler) => `${handler.path} (${handler.file})`),
    ...served.rules.filter((rule) => rule.enabled).map((rule) => `${rule.path} (rule ${rule.name})`),
  ]
  const list =
    paths.length > 0 ? `Served are:\n${paths.map((line) => `  ${line}\n`).join('')}` : 'Nothing is.\n'
  const body = `Nothing is served at ${path}.\n${list}`
  return {
    accept: false,
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body,
    by: '',
  }
}
