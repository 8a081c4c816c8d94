import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { CloseInfo } from '../../../shared/model/connection'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { LimitName } from '../../../shared/model/server'
import { type ServerSettings, serverSettingsSchema } from '../../../shared/model/workspace'
import { FaultTable } from '../faults/fault-table'
import type { UpgradeDecision, UpgradeInfo } from '../handlers/protocol'
import type { Connection } from './connection'
import { MockServer, type MockServerOptions } from './mock-server'
import type { Refusal, ServerEvents } from './server-events'

/** Gathers values and hands each of them out once, in their order, as soon as it is there. */
export class Inbox<T> {
  readonly #values: T[] = []
  readonly #waiting: ((value: T) => void)[] = []

  /** How many were not taken yet. */
  get size(): number {
    return this.#values.length
  }

  add(value: T): void {
    const next = this.#waiting.shift()
    if (next) next(value)
    else this.#values.push(value)
  }

  next(): Promise<T> {
    const [value] = this.#values.splice(0, 1)
    return value === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(value)
  }
}

/** A server on a free port that records its events, and clients of it. */
export class ServerFixture implements ServerEvents {
  readonly faults = new FaultTable(() => 0.5)
  readonly server: MockServer
  readonly openings = new Inbox<Connection>()
  readonly messages = new Inbox<{ readonly type: MessageType; readonly payload: Payload }>()
  readonly closes = new Inbox<CloseInfo>()
  readonly refusals = new Inbox<Refusal & { readonly info: UpgradeInfo }>()
  readonly drains = new Inbox<Connection>()
  readonly limits = new Inbox<{ readonly limit: LimitName; readonly text: string }>()
  sentBytes = 0
  /** Replaced by tests that decide otherwise. */
  decide: (info: UpgradeInfo) => UpgradeDecision | Promise<UpgradeDecision> = () => ({
    accept: true,
    protocol: null,
    handlers: ['test'],
  })
  onMessage: (connection: Connection, type: MessageType, payload: Payload) => void = () => undefined
  readonly #clients: WebSocket[] = []

  constructor(options: MockServerOptions = {}) {
    this.server = new MockServer(this, this.faults, options)
  }

  get url(): string {
    return this.server.address?.url ?? ''
  }

  get port(): number {
    return this.server.address?.port ?? 0
  }

  async start(settings: Partial<ServerSettings> = {}): Promise<void> {
    await this.server.start(testSettings(settings))
  }

  /** A client whose handshake is under way. */
  client(path = '/', options: WebSocket.ClientOptions & { readonly protocols?: string[] } = {}): WebSocket {
    const { protocols = [], ...rest } = options
    const socket = new WebSocket(`${this.url}${path}`, protocols, rest)
    socket.on('error', () => undefined)
    this.#clients.push(socket)
    return socket
  }

  /** A client that is open, and the server's side of it. */
  async connect(
    path = '/',
    options: WebSocket.ClientOptions & { readonly protocols?: string[] } = {},
  ): Promise<{
    readonly client: WebSocket
    readonly connection: Connection
    readonly inbox: Inbox<Payload>
  }> {
    const client = this.client(path, options)
    const inbox = new Inbox<Payload>()
    client.on('message', (data, isBinary) => {
      const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0)
      inbox.add(isBinary ? new Uint8Array(bytes) : bytes.toString())
    })
    await once(client, 'open')
    return { client, connection: await this.openings.next(), inbox }
  }

  async dispose(): Promise<void> {
    for (const client of this.#clients) client.terminate()
    await this.server.stop(1001, '')
  }

  async upgrade(info: UpgradeInfo): Promise<UpgradeDecision> {
    return this.decide(info)
  }

  opened(connection: Connection): void {
    this.openings.add(connection)
  }

  refused(info: UpgradeInfo, refusal: Refusal): void {
    this.refusals.add({ info, ...refusal })
  }

  message(connection: Connection, type: MessageType, payload: Payload): void {
    this.messages.add({ type, payload })
    this.onMessage(connection, type, payload)
  }

  sent(_connection: Connection, payloadBytes: number): void {
    this.sentBytes += payloadBytes
  }

  closing(): void {
    // Nothing waits here.
  }

  closed(_connection: Connection, close: CloseInfo): void {
    this.closes.add(close)
  }

  drained(connection: Connection): void {
    this.drains.add(connection)
  }

  changed(): void {
    // Tests look at the state itself.
  }

  limited(_connection: Connection, limit: LimitName, text: string): void {
    this.limits.add({ limit, text })
  }
}

/** The workspace's defaults on a free port. */
export function testSettings(settings: Partial<ServerSettings> = {}): ServerSettings {
  return serverSettingsSchema.parse({ port: 0, ...settings })
}

/** Code and reason of a client's close. */
export async function closeOf(
  client: WebSocket,
): Promise<{ readonly code: number; readonly reason: string }> {
  const [code, reason] = await once(client, 'close')
  return { code: Number(code), reason: String(reason) }
}
