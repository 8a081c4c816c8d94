import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { AppError, messageOf } from '../../../shared/errors'
import type { LimitName } from '../../../shared/model/server'
import type { Origin } from '../../../shared/model/traffic'
import type { ServerSettings } from '../../../shared/model/workspace'
import type { FaultTable } from '../faults/fault-table'
import type { UpgradeDecision, UpgradeInfo } from '../handlers/protocol'
import { TextPool } from '../text-pool'
import { isHostAllowed } from './allowed-hosts'
import { isOriginAllowed } from './allowed-origins'
import { Connection } from './connection'
import { ConnectionRate } from './connection-rate'
import { ConnectionRegistry } from './connection-registry'
import { describeRequest, findHandshakeFault } from './handshake'
import { answerHttp, type HttpAnswer } from './http-answer'
import { Listener, type ServerAddress } from './listener'
import type { ConnectionEvents, ServerEvents } from './server-events'
import type { SlowClientLimits } from './slow-client-watch'
import { TurnFlusher } from './turn-flusher'
import { guardReceivers } from './ws-receiver'

export interface MockServerOptions extends Partial<SlowClientLimits> {
  /** Where the certificate for `tls` is kept; null makes a new one at each start. */
  readonly certificateFolder?: string | null
  /** How long a client may take to answer a close frame. */
  readonly closeTimeoutMs?: number
  /** How long a client may take over the headers of its handshake. */
  readonly headersTimeoutMs?: number
}

const defaults = {
  certificateFolder: null,
  slowClientBytes: 16 * 1024 * 1024,
  slowClientGraceMs: 2_000,
  closeTimeoutMs: 5_000,
  headersTimeoutMs: 10_000,
} as const

/** How long clients may take to say goodbye when the server stops. */
const stopGraceMs = 1_000
/** A longer text can't be a JavaScript string (2^29 - 24 units in V8). */
const longestPayloadBytes = 2 ** 29 - 24
/** Enough for 8 MiB in fragments of 64 bytes, few enough to bound what empty fragments cost. */
const maxFragments = 131_072

/** The WebSocket server: handshakes, limits and connections. What to accept and to answer others decide. */
export class MockServer {
  readonly connections = new ConnectionRegistry()
  readonly #events: ServerEvents
  readonly #connectionEvents: ConnectionEvents
  readonly #faults: FaultTable
  readonly #options: Required<MockServerOptions>
  readonly #flusher = new TurnFlusher()
  readonly #texts = new TextPool()
  readonly #rate = new ConnectionRate(() => performance.now())
  /** Handshakes that wait for a decision. */
  readonly #pending = new Set<Duplex>()
  /** Chosen subprotocols, on their way through ws. */
  readonly #chosen = new WeakMap<IncomingMessage, string>()
  #running: { readonly listener: Listener; settings: ServerSettings; upgrader: WebSocketServer } | null = null
  /** Set while `stop` waits for the last client to go. */
  #resolveEmptied: (() => void) | null = null

  constructor(events: ServerEvents, faults: FaultTable, options: MockServerOptions = {}) {
    this.#events = events
    this.#faults = faults
    this.#options = { ...defaults, ...options }
    this.#connectionEvents = {
      message: (connection, type, payload) => events.message(connection, type, payload),
      sent: (connection, payloadBytes) => events.sent(connection, payloadBytes),
      closing: (connection) => events.closing(connection),
      closed: (connection, close) => this.#onClosed(connection, close),
      drained: (connection) => events.drained(connection),
      changed: (connection) => events.changed(connection),
      limited: (connection, limit, text) => events.limited(connection, limit, text),
    }
  }

  /** Where it listens, or null. */
  get address(): ServerAddress | null {
    return this.#running?.listener.address ?? null
  }

  /** Starts listening. Throws `AppError` 'port-taken' or 'address-unavailable'. */
  async start(settings: ServerSettings): Promise<ServerAddress> {
    if (this.#running) throw new AppError('bad-request', 'The server is running. Stop it first.')
    const listener = await Listener.open(settings, this.#options, {
      upgrade: (request, stream, head) => void this.#upgrade(request, stream, head),
      plainRequest: (request) => this.#answerPlain(request),
      unreadable: (info, { status, body }, limit) =>
        this.#events.refused(info, { status, reason: body, origin: 'engine', limit, by: '' }),
    })
    this.#running = { listener, settings, upgrader: this.#makeUpgrader(settings) }
    return listener.address
  }

  /** Takes over all settings but host, port and tls; payload limit and compression for new connections. */
  configure(settings: ServerSettings): void {
    if (!this.#running) return
    this.#running.settings = settings
    this.#running.upgrader = this.#makeUpgrader(settings)
  }

  /** Closes every client with `code`, ends those that do not answer within a second, stops listening. */
  async stop(code: number, reason: string): Promise<void> {
    const running = this.#running
    if (!running) return
    this.#running = null
    const closed = running.listener.close()
    for (const stream of this.#pending) answerHttp(stream, stopping)
    for (const connection of this.connections) connection.close(code, reason)
    const grace = setTimeout(() => {
      for (const connection of this.connections) connection.terminate()
    }, stopGraceMs)
    await Promise.all([closed, this.#emptied()])
    clearTimeout(grace)
  }

  #emptied(): Promise<void> {
    if (this.connections.size === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#resolveEmptied = resolve
    })
  }

  #makeUpgrader(settings: ServerSettings): WebSocketServer {
    guardReceivers()
    const options = {
      noServer: true,
      clientTracking: false,
      // Connections answer pings themselves: ws cuts off a client that sends more than 60 in one go.
      autoPong: false,
      maxPayload: Math.min(settings.maxPayload, longestPayloadBytes),
      perMessageDeflate: settings.compression,
      // Newer than ws's published types.
      closeTimeout: this.#options.closeTimeoutMs,
      maxFragments,
      handleProtocols: (_offered: Set<string>, request: IncomingMessage) =>
        this.#chosen.get(request) ?? false,
    } as const
    const upgrader = new WebSocketServer(options)
    upgrader.on('wsClientError', (error, stream, request) => {
      const body = `${error.message}.`
      this.#refuse(
        stream,
        describeRequest(request, this.#texts),
        { status: 400, headers: {}, body },
        body,
        'engine',
      )
    })
    return upgrader
  }

  async #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    // The HTTP server has let go of the socket: an error that nobody listens for would end the process, one
    // while a refusal is being written too. What is to happen then ws does where it takes over.
    stream.on('error', destroyStream)
    const info = describeRequest(request, this.#texts)
    const refusal = this.#ownRefusal(request, info)
    if (refusal) {
      this.#refuse(stream, info, refusal, refusal.body, refusal.origin, refusal.limit, refusal.by)
      return
    }
    const stallMs = this.#faults.stall(info.path)
    if (stallMs > 0) await this.#stall(stream, stallMs)
    if (stream.destroyed || stream.writableEnded) return
    const decision = await this.#decide(info, stream)
    if (decision === null || stream.destroyed) {
      stream.destroy()
      return
    }
    this.#carryOut(decision, info, request, stream, head)
  }

  #ownRefusal(request: IncomingMessage, info: UpgradeInfo): OwnRefusal | null {
    if (!this.#running) return { ...stopping, origin: 'engine' }
    const { settings } = this.#running
    const fault = findHandshakeFault(request)
    if (fault) return { ...fault, origin: 'engine' }
    const { host, origin } = request.headers
    if (!isHostAllowed(host, settings.host, settings.allowedHosts)) {
      const body = `host ${host} is not this machine's: add it to "server.allowedHosts" if it means this server`
      return { status: 403, headers: {}, body, origin: 'engine' }
    }
    if (!isOriginAllowed(origin, settings.allowedOrigins)) {
      return { status: 403, headers: {}, body: `origin ${origin} is not allowed`, origin: 'engine' }
    }
    const refusal = this.#faults.refusal(info.path)
    if (refusal) {
      const body = `refused by the fault "${refusal.name}"`
      return { status: refusal.status, headers: {}, body, origin: 'fault', by: refusal.name }
    }
    return this.#beyondLimits(settings)
  }

  /** The last check of all: a handshake that is refused for another reason counts for no limit. */
  #beyondLimits(settings: ServerSettings): OwnRefusal | null {
    const { maxConnections, maxConnectionsPerSecond } = settings
    if (this.connections.size + this.#pending.size >= maxConnections) {
      const body = `the limit of ${maxConnections} connections is reached ("server.maxConnections")`
      return { status: 503, headers: {}, body, origin: 'engine', limit: 'connections' }
    }
    if (!this.#rate.admit(maxConnectionsPerSecond)) {
      const body = `the limit of ${maxConnectionsPerSecond} new connections per second is reached ("server.maxConnectionsPerSecond")`
      return { status: 503, headers: retryLater, body, origin: 'engine', limit: 'connection-rate' }
    }
    return null
  }

  /** Leaves a handshake unanswered for so long, or until the server stops. */
  async #stall(stream: Duplex, stallMs: number): Promise<void> {
    this.#pending.add(stream)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, stallMs)
      stream.once('close', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    this.#pending.delete(stream)
  }

  async #decide(info: UpgradeInfo, stream: Duplex): Promise<UpgradeDecision | null> {
    this.#pending.add(stream)
    try {
      return await this.#events.upgrade(info)
    } catch (error) {
      const body = `The handshake could not be decided: ${messageOf(error)}`
      return { accept: false, status: 503, headers: {}, body, by: '' }
    } finally {
      this.#pending.delete(stream)
    }
  }

  #carryOut(
    decision: UpgradeDecision,
    info: UpgradeInfo,
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
  ): void {
    const running = this.#running
    if (!running) {
      this.#refuse(stream, info, stopping, stopping.body, 'engine')
    } else if (decision.accept === false) {
      const reason =
        decision.body.split('\n', 1)[0] || (decision.by ? `refused by ${decision.by}` : 'refused')
      this.#refuse(stream, info, decision, reason, decision.by ? 'handler' : 'engine', null, decision.by)
    } else if (decision.accept === 'unmatched' && running.settings.unmatchedPath === 'reject') {
      const body = `Nothing is served at ${info.path}.`
      this.#refuse(stream, info, { status: 404, headers: {}, body }, body, 'engine')
    } else {
      const accepted = decision.accept === true ? decision : { protocol: null, handlers: [] }
      const protocol = chooseProtocol(accepted.protocol, info.protocols)
      if (protocol !== undefined) this.#chosen.set(request, protocol)
      running.upgrader.handleUpgrade(request, stream, head, (socket) => {
        this.#open(socket, stream, info, accepted.handlers)
      })
    }
  }

  #open(socket: WebSocket, stream: Duplex, info: UpgradeInfo, handlers: readonly string[]): void {
    const number = this.connections.allot()
    const connection = new Connection({
      number,
      info,
      handlers,
      socket,
      stream,
      flusher: this.#flusher,
      faults: this.#faults.forConnection(info.path),
      events: this.#connectionEvents,
      slowness: this.#options,
      closeTimeoutMs: this.#options.closeTimeoutMs,
    })
    this.connections.add(connection)
    this.#events.opened(connection, handlers)
  }

  #onClosed(connection: Connection, close: Parameters<ServerEvents['closed']>[1]): void {
    this.connections.remove(connection)
    this.#events.closed(connection, close)
    if (this.connections.size === 0) this.#resolveEmptied?.()
  }

  #refuse(
    stream: Duplex,
    info: UpgradeInfo,
    answer: HttpAnswer,
    reason: string,
    origin: Origin,
    limit: LimitName | null = null,
    by = '',
  ): void {
    answerHttp(stream, answer)
    this.#events.refused(info, { status: answer.status, reason, origin, limit, by })
  }

  #answerPlain(request: IncomingMessage): string {
    const reason = 'a plain HTTP request, not a WebSocket handshake'
    const info = describeRequest(request, this.#texts)
    this.#events.refused(info, { status: 426, reason, origin: 'engine', limit: null, by: '' })
    const url = this.address?.url ?? ''
    return `This is a WebSocket mock server (Understudy). Connect with a WebSocket client: npx wscat -c ${url}\n`
  }
}

/** One function for all: thousands of connections need none of their own. */
function destroyStream(this: Duplex): void {
  this.destroy()
}

/** A refusal that needs no handler, and the limit that it is about. */
type OwnRefusal = HttpAnswer & {
  readonly origin: Origin
  readonly limit?: LimitName
  readonly by?: string
}

/** In a second the rate has room for at least one more. */
const retryLater = { 'Retry-After': '1' } as const

const stopping: HttpAnswer = { status: 503, headers: {}, body: 'the server is stopping' }

/** The handler's choice where the client offered it, else the client's first. */
function chooseProtocol(chosen: string | null, offered: readonly string[]): string | undefined {
  // Answering with a name that was not offered would fail the handshake (RFC 6455 §4.1).
  return chosen !== null && offered.includes(chosen) ? chosen : offered[0]
}
