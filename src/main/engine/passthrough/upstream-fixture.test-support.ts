import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { UpstreamTarget } from '../handlers/protocol'
import type { Connection } from '../server/connection'
import { Inbox } from '../server/server-fixture.test-support'
import type { UpstreamEvents } from './link-events'

/** A real upstream on a free port; handshakes can be held back. */
export class Upstream {
  readonly handshakes = new Inbox<IncomingMessage>()
  readonly sockets = new Inbox<WebSocket>()
  readonly messages = new Inbox<Payload>()
  readonly closes = new Inbox<{ readonly code: number; readonly reason: string }>()
  readonly #http: Server
  readonly #sockets = new WebSocketServer({ noServer: true })
  #hold: Promise<void> | null = null
  /** Held back ones too, which no WebSocket knows of. */
  readonly #streams: Duplex[] = []
  #count = 0

  private constructor(http: Server) {
    this.#http = http
    http.on('upgrade', async (request, stream, head) => {
      this.#count += 1
      this.#streams.push(stream)
      this.handshakes.add(request)
      await this.#hold
      this.#sockets.handleUpgrade(request, stream, head, (socket) => this.#welcome(socket))
    })
  }

  static async start(port = 0): Promise<Upstream> {
    const http = createServer()
    http.listen(port, '127.0.0.1')
    await once(http, 'listening')
    return new Upstream(http)
  }

  get port(): number {
    const address = this.#http.address()
    return typeof address === 'object' ? (address?.port ?? 0) : 0
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`
  }

  /** How many handshakes came. */
  get count(): number {
    return this.#count
  }

  /** Answers handshakes from now on only once the returned function is called. */
  holdHandshakes(): () => void {
    let release: () => void = () => undefined
    this.#hold = new Promise((resolve) => {
      release = resolve
    })
    return release
  }

  /** The socket of the link that `connect` leads to, once a message has come over it. */
  async nextStream(connect: () => void): Promise<Duplex> {
    connect()
    await this.messages.next()
    const stream = this.#streams.at(-1)
    if (!stream) throw new Error('A message came over no socket')
    return stream
  }

  async stop(): Promise<void> {
    for (const stream of this.#streams) stream.destroy()
    this.#http.closeAllConnections()
    await new Promise((resolve) => this.#http.close(resolve))
  }

  #welcome(socket: WebSocket): void {
    socket.on('message', (data, isBinary) => {
      const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0)
      this.messages.add(isBinary ? new Uint8Array(bytes) : bytes.toString())
    })
    socket.on('error', () => undefined)
    socket.on('close', (code, reason) => this.closes.add({ code, reason: reason.toString() }))
    this.sockets.add(socket)
  }
}

/** Records what the links tell. */
export class LinkRecorder implements UpstreamEvents {
  readonly openings = new Inbox<string>()
  readonly messages = new Inbox<{
    readonly id: string
    readonly type: MessageType
    readonly payload: Payload
  }>()
  readonly closes = new Inbox<{
    readonly id: string
    readonly code: number
    readonly reason: string
    readonly policy: string
  }>()
  readonly failures = new Inbox<{ readonly reason: string; readonly undelivered: number }>()
  readonly drains = new Inbox<string>()

  opened(connection: Connection, rule: string): void {
    this.openings.add(`${connection.id} ${rule}`)
  }

  message(connection: Connection, _rule: string, type: MessageType, payload: Payload): void {
    this.messages.add({ id: connection.id, type, payload })
  }

  sent(): void {
    // The upstream itself says what came there.
  }

  closed(
    connection: Connection,
    _rule: string,
    code: number,
    reason: string,
    policy: UpstreamTarget['onUpstreamClose'],
  ): void {
    this.closes.add({ id: connection.id, code, reason, policy })
  }

  failed(_connection: Connection, _rule: string, reason: string, undelivered: number): void {
    this.failures.add({ reason, undelivered })
  }

  drained(connection: Connection): void {
    this.drains.add(connection.id)
  }
}
