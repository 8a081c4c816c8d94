import { STATUS_CODES } from 'node:http'
import type { WebSocket } from 'ws'
import { closeCodes, isSendableCloseCode } from '../../../shared/close-frame'
import { codeOf, messageOf } from '../../../shared/errors'
import type { CloseInfo } from '../../../shared/model/connection'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { UpstreamTarget } from '../handlers/protocol'
import type { Vigil } from '../handlers/vigil'
import { fitReason } from '../server/close-reason'
import type { Connection } from '../server/connection'
import { bytesOf, copyBytes } from '../server/message-bytes'
import type { LinkLimits, UpstreamEvents } from './link-events'
import { openUpstreamSocket } from './upstream-socket'

interface Queued {
  readonly type: MessageType
  readonly payload: Payload
}

export interface UpstreamLinkOptions {
  readonly connection: Connection
  readonly rule: string
  readonly target: UpstreamTarget
  readonly events: UpstreamEvents
  readonly limits: LinkLimits
  /** Kept while the upstream is about to answer. */
  readonly vigil: Vigil
  /** Its socket is gone. */
  readonly ended: (link: UpstreamLink) => void
  /** The link fell behind, or caught up. */
  readonly congested: (link: UpstreamLink, isCongested: boolean) => void
}

/** One client's link to one rule's upstream, from its first message to its close. */
export class UpstreamLink {
  readonly connection: Connection
  readonly rule: string
  readonly #target: UpstreamTarget
  readonly #events: UpstreamEvents
  readonly #limits: LinkLimits
  readonly #vigil: Vigil
  readonly #ended: (link: UpstreamLink) => void
  readonly #congestedChanged: (link: UpstreamLink, isCongested: boolean) => void
  readonly #socket: WebSocket
  readonly #connectTimer: NodeJS.Timeout
  #queue: Queued[] = []
  #queueBytes = 0
  #failure: string | null = null
  #opened = false
  #over = false
  #congested = false
  #readingPaused = false

  /** Throws where the target's URL or the subprotocols are malformed. */
  constructor(options: UpstreamLinkOptions) {
    this.connection = options.connection
    this.rule = options.rule
    this.#target = options.target
    this.#events = options.events
    this.#limits = options.limits
    this.#vigil = options.vigil
    this.#ended = options.ended
    this.#congestedChanged = options.congested
    this.#socket = openUpstreamSocket(options.connection, options.target, options.limits.closeTimeoutMs)
    this.#connectTimer = setTimeout(() => this.#onConnectTimeout(), options.limits.connectTimeoutMs)
    this.#listen()
  }

  /** Whether it takes messages: it is connecting or open. */
  get isUsable(): boolean {
    return !this.#over && this.#socket.readyState <= this.#socket.OPEN
  }

  /** Sends a message, or queues it until the link is open. */
  forward(type: MessageType, payload: Payload): void {
    if (this.#socket.readyState === this.#socket.CONNECTING) this.#enqueue(type, payload)
    else this.#send(type, payload)
  }

  /** Ends the link because its client has gone; what still waits is reported. */
  closeFor(close: CloseInfo): void {
    if (this.#over) return
    const undelivered = this.#queue.length
    this.#finish()
    if (undelivered > 0) this.#fail('the client left before the upstream answered', undelivered)
    if (this.#socket.readyState !== this.#socket.OPEN) this.#socket.terminate()
    else if (close.code === closeCodes.noStatus) this.#socket.close()
    else if (isSendableCloseCode(close.code)) this.#socket.close(close.code, fitReason(close.reason))
    else this.#socket.close(closeCodes.goingAway)
  }

  /** Ends the link because its rule has gone. */
  close(): void {
    this.closeFor({ code: closeCodes.goingAway, reason: '', wasClean: true })
  }

  /** Ends the link at once, without a close frame. */
  terminate(): void {
    this.#finish()
    this.#socket.terminate()
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('open', () => this.#onOpen())
    socket.on('message', (data, isBinary) => {
      const bytes = bytesOf(data)
      this.#deliver(isBinary ? 'binary' : 'text', isBinary ? copyBytes(bytes) : bytes.toString())
    })
    socket.on('ping', (data) => this.#deliver('ping', copyBytes(data)))
    socket.on('pong', (data) => this.#deliver('pong', copyBytes(data)))
    socket.on('unexpected-response', (_request, response) => {
      const status = response.statusCode ?? 0
      this.#failure =
        `the upstream answered the handshake with ${status} ${STATUS_CODES[status] ?? ''}`.trim()
      socket.terminate()
    })
    socket.on('error', (error) => {
      this.#failure ??= describeConnectError(error)
    })
    socket.on('close', (code, reason) => this.#onClose(code, reason.toString()))
  }

  #onOpen(): void {
    clearTimeout(this.#connectTimer)
    this.#opened = true
    this.#events.opened(this.connection, this.rule)
    const queue = this.#queue
    this.#queue = []
    this.#queueBytes = 0
    for (const { type, payload } of queue) this.#send(type, payload)
    this.#updateCongestion()
  }

  #onConnectTimeout(): void {
    this.#failure = `no answer to the handshake within ${this.#limits.connectTimeoutMs / 1000} s`
    this.#socket.terminate()
  }

  #onClose(code: number, reason: string): void {
    this.#ended(this)
    if (this.#over) return
    const undelivered = this.#queue.length
    this.#finish()
    // Where no close frame came, what was seen here is all that can be said.
    const cause = code === closeCodes.abnormal ? (this.#failure ?? '') : reason
    if (this.#opened)
      this.#events.closed(this.connection, this.rule, code, cause, this.#target.onUpstreamClose)
    else this.#fail(this.#failure ?? 'the upstream ended the handshake', undelivered)
  }

  #deliver(type: MessageType, payload: Payload): void {
    if (this.#over) return
    this.#vigil.end()
    this.#events.message(this.connection, this.rule, type, payload)
    if (this.#readingPaused || !this.connection.needsDrain) return
    // The client is behind: let the upstream wait instead of piling up its messages here.
    this.#readingPaused = true
    this.#socket.pause()
    this.connection.whenDrained(() => {
      this.#readingPaused = false
      this.#socket.resume()
    })
  }

  #send(messageType: MessageType, payload: Payload): void {
    const settled = () => {
      if (this.#congested) this.#updateCongestion()
    }
    switch (messageType) {
      case 'text':
      case 'binary':
        this.#socket.send(payload, { binary: messageType === 'binary' }, settled)
        this.#events.sent(this.connection)
        this.#vigil.begin()
        break
      case 'ping':
        this.#socket.ping(payload, undefined, settled)
        break
      case 'pong':
        this.#socket.pong(payload, undefined, settled)
        break
      default:
        messageType satisfies never
    }
    this.#updateCongestion()
  }

  #enqueue(type: MessageType, payload: Payload): void {
    const bytes = payload.length
    const { queueMessages, queueBytes } = this.#limits
    // A message that is larger than the limit may wait alone: it could never be delivered otherwise.
    const isOverBytes = this.#queue.length > 0 && this.#queueBytes + bytes > queueBytes
    if (this.#queue.length >= queueMessages || isOverBytes) {
      this.#fail(
        `too much waits for the upstream to answer the handshake (${this.#queue.length} messages)`,
        1,
      )
      return
    }
    this.#queue.push({ type, payload })
    this.#queueBytes += bytes
    this.#updateCongestion()
  }

  #updateCongestion(): void {
    const { queueMessages, highWaterBytes } = this.#limits
    const limit = this.#congested ? 0.5 : 1
    const isBehind =
      this.#socket.bufferedAmount + this.#queueBytes > highWaterBytes * limit ||
      this.#queue.length > (queueMessages / 2) * limit
    this.#setCongested(isBehind && !this.#over)
  }

  #setCongested(isCongested: boolean): void {
    if (isCongested === this.#congested) return
    this.#congested = isCongested
    this.#congestedChanged(this, isCongested)
    if (!isCongested) this.#events.drained(this.connection, this.rule)
  }

  #finish(): void {
    clearTimeout(this.#connectTimer)
    this.#over = true
    this.#queue = []
    this.#queueBytes = 0
    this.#setCongested(false)
  }

  #fail(reason: string, undelivered: number): void {
    this.#events.failed(this.connection, this.rule, `${this.#target.url}: ${reason}`, undelivered)
  }
}

function describeConnectError(error: Error): string {
  const code = codeOf(error)
  switch (code) {
    case 'ECONNREFUSED':
      return 'the connection was refused; is the upstream running?'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is not known'
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'its certificate is not trusted; set "verifyTls": false in the rule for a test server'
    default:
      return messageOf(error) || String(code)
  }
}
