import type { ClientRequest, IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import { AppError, messageOf } from '../../shared/errors'
import {
  type ClientLine,
  type ClientOptions,
  type ClientStatus,
  defaultClientOptions,
} from '../../shared/model/client'
import type { OutgoingMessage } from '../../shared/model/message'
import { t } from '../../shared/text/t'
import { type Clock, systemClock } from '../engine/clock'
import { hexPairs } from '../engine/hex-pairs'
import { bytesOf } from '../engine/server/message-bytes'
import { parseClientAddress } from './client-address'
import { describeConnectFailure, describeRefusal } from './connect-failure'
import { addressText, openClientSocket } from './open-client-socket'
import { reconnectDelayMs, steadyMs } from './reconnect-delay'

/** Characters of a message that its line in the log keeps. */
const lineLength = 20_000
/** Bytes of a binary message that its line shows in hex. */
const shownBytes = 64

/** Told of everything that the Client panel shows. */
export interface BuiltInClientEvents {
  status(status: ClientStatus): void
  line(line: ClientLine): void
}

/**
 * One of the Client panel's WebSocket clients: one connection to any address. It lives in main because the page may
 * only connect to its own origin.
 */
export class BuiltInClient {
  #socket: WebSocket | null = null
  #status: ClientStatus = { state: 'idle' }
  #options = defaultClientOptions
  #lines = 0
  /** What it connects to again when the connection is lost; null once the person has let it go. */
  #target: URL | null = null
  #attempt = 0
  #openedAt: number | null = null
  #cancelRetry: (() => void) | null = null

  constructor(
    private readonly events: BuiltInClientEvents,
    private readonly clock: Clock = systemClock,
  ) {}

  get status(): ClientStatus {
    return this.#status
  }

  get options(): ClientOptions {
    return this.#options
  }

  /** Counts from the next connection on; one that it waits to make again is given up where it no longer shall. */
  configure(options: ClientOptions): void {
    this.#options = options
    if (this.#status.state === 'waiting' && !options.reconnect) this.disconnect()
  }

  /**
   * Starts to connect, after closing a connection that is still there; the status tells how it went.
   * @throws AppError 'bad-request' for an address or an option that can't be used
   */
  connect(typed: string): void {
    const url = parseClientAddress(typed)
    const socket = openClientSocket(url, this.#options)
    this.#leave()
    this.#target = url
    this.#attempt = 0
    this.#begin(socket, url)
  }

  /** Closes with 1000, and gives up connecting again; does nothing without a connection. */
  disconnect(): void {
    this.#target = null
    const { state } = this.#status
    if (state === 'connecting' || state === 'waiting') {
      this.#leave()
      this.#log('info', state === 'waiting' ? t`Gave up connecting again` : t`Gave up connecting`)
      this.#become({ state: 'idle' })
    } else this.#socket?.close(1000)
  }

  /** @throws AppError 'not-running' where there is no open connection */
  send(message: OutgoingMessage): void {
    const socket = this.#socket
    if (socket === null || socket.readyState !== WebSocket.OPEN) {
      throw new AppError('not-running', t`The client is not connected: connect it first.`)
    }
    switch (message.type) {
      case 'text':
        socket.send(message.text)
        this.#log('sent', message.text)
        break
      case 'binary':
        socket.send(message.data)
        this.#log('sent', hexPairs(message.data, shownBytes), message.data.byteLength)
        break
      case 'ping':
        socket.ping(message.data)
        this.#log('sent', 'ping', message.data?.byteLength ?? 0)
        break
      default:
        message satisfies never
    }
  }

  /** Ends the connection without waiting for the other side. */
  dispose(): void {
    this.#target = null
    this.#leave()
  }

  /** Lets go of the socket: what it still says belongs to no one. */
  #leave(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = null
    const socket = this.#socket
    this.#socket = null
    if (socket === null) return
    socket.removeAllListeners()
    // Terminating a socket that is still connecting emits an error, which nobody else would catch.
    socket.on('error', () => undefined)
    if (socket.readyState === WebSocket.CONNECTING) socket.terminate()
    else socket.close(1000)
  }

  #begin(socket: WebSocket, url: URL): void {
    const address = addressText(url)
    this.#socket = socket
    this.#openedAt = null
    this.#listen(socket, address)
    this.#become({ state: 'connecting', address })
    this.#log('info', t`Connecting to ${address}`)
  }

  #listen(socket: WebSocket, address: string): void {
    socket.on('open', () => {
      const { protocol } = socket
      this.#openedAt = this.clock.now()
      this.#become({ state: 'open', address, subprotocol: protocol })
      this.#log('info', protocol === '' ? t`Connected` : t`Connected, subprotocol ${protocol}`)
    })
    socket.on('message', (data, isBinary) => {
      const bytes = bytesOf(data)
      if (isBinary) this.#log('received', hexPairs(bytes, shownBytes), bytes.byteLength)
      else this.#log('received', bytes.toString('utf8'))
    })
    socket.on('ping', () => this.#log('info', t`ping received, pong sent`))
    socket.on('pong', () => this.#log('received', 'pong'))
    socket.on('unexpected-response', (request, response) => {
      void this.#refused(socket, address, request, response)
    })
    socket.on('error', (error) => {
      if (this.#status.state === 'connecting') this.#fail(address, describeConnectFailure(address, error))
      else this.#log('error', messageOf(error))
    })
    socket.on('close', (code, reason) => this.#closed(address, code, reason.toString('utf8')))
  }

  async #refused(
    socket: WebSocket,
    address: string,
    request: ClientRequest,
    response: IncomingMessage,
  ): Promise<void> {
    const message = await describeRefusal(address, response)
    request.destroy()
    if (this.#socket === socket) this.#fail(address, message)
  }

  #fail(address: string, message: string): void {
    this.#leave()
    this.#log('error', message)
    this.#end({ state: 'failed', address, message })
  }

  #closed(address: string, code: number, reason: string): void {
    this.#socket = null
    this.#log('info', reason === '' ? t`Closed with ${code}` : t`Closed with ${code}: ${reason}`)
    this.#end({ state: 'closed', address, code, reason })
  }

  /** It is over, unless it shall connect again. */
  #end(status: ClientStatus & { readonly address: string }): void {
    const target = this.#target
    if (target === null || !this.#options.reconnect) {
      this.#become(status)
      return
    }
    const wasSteady = this.#openedAt !== null && this.clock.now() - this.#openedAt >= steadyMs
    this.#attempt = wasSteady ? 1 : this.#attempt + 1
    const delayMs = reconnectDelayMs(this.#attempt)
    this.#cancelRetry = this.clock.after(delayMs, () => this.#retry(target))
    const { address } = status
    this.#become({ state: 'waiting', address, retryAt: Date.now() + delayMs, attempt: this.#attempt })
  }

  #retry(target: URL): void {
    this.#cancelRetry = null
    try {
      this.#begin(openClientSocket(target, this.#options), target)
    } catch (error) {
      this.#fail(addressText(target), messageOf(error))
    }
  }

  #become(status: ClientStatus): void {
    this.#status = status
    this.events.status(status)
  }

  #log(kind: ClientLine['kind'], text: string, binaryBytes = 0): void {
    this.#lines += 1
    const shown =
      text.length > lineLength ? `${text.slice(0, lineLength)}… (${text.length} characters)` : text
    this.events.line({ id: this.#lines, at: Date.now(), kind, text: shown, binaryBytes })
  }
}
