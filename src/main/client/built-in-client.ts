import type { ClientRequest, IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import { AppError, messageOf } from '../../shared/errors'
import type { ClientLine, ClientStatus } from '../../shared/ipc/snapshot'
import type { OutgoingMessage } from '../../shared/model/message'
import { isLoopbackHost } from '../engine/server/loopback'
import { bytesOf } from '../engine/server/message-bytes'
import { parseClientAddress } from './client-address'
import { describeConnectFailure, describeRefusal } from './connect-failure'

/** Characters of a message that its line in the log keeps. */
const lineLength = 20_000
/** Bytes of a binary message that its line shows in hex. */
const shownBytes = 64
const handshakeTimeoutMs = 10_000

/** Told of everything that the Client panel shows. */
export interface BuiltInClientEvents {
  status(status: ClientStatus): void
  line(line: ClientLine): void
}

/**
 * The Client panel's WebSocket client: one connection to any address. It lives in main because the page may
 * only connect to its own origin.
 */
export class BuiltInClient {
  #socket: WebSocket | null = null
  #status: ClientStatus = { state: 'idle' }
  #lines = 0

  constructor(private readonly events: BuiltInClientEvents) {}

  get status(): ClientStatus {
    return this.#status
  }

  /**
   * Starts to connect, after closing a connection that is still there; the status tells how it went.
   * @throws AppError 'bad-request' for an address or subprotocol that can't be used
   */
  connect(typed: string, protocols: readonly string[]): void {
    const url = parseClientAddress(typed)
    const address = addressText(url)
    const socket = openSocket(url, protocols)
    this.#leave()
    this.#socket = socket
    this.#listen(socket, address)
    this.#become({ state: 'connecting', address })
    this.#log('info', `Connecting to ${address}`)
  }

  /** Closes with 1000; does nothing without a connection. */
  disconnect(): void {
    const socket = this.#socket
    if (socket === null) return
    if (this.#status.state === 'connecting') {
      this.#leave()
      this.#log('info', 'Gave up connecting')
      this.#become({ state: 'idle' })
      return
    }
    socket.close(1000)
  }

  /** @throws AppError 'not-running' where there is no open connection */
  send(message: OutgoingMessage): void {
    const socket = this.#socket
    if (socket === null || socket.readyState !== WebSocket.OPEN) {
      throw new AppError('not-running', 'The client is not connected: connect it first.')
    }
    switch (message.type) {
      case 'text':
        socket.send(message.text)
        this.#log('sent', message.text)
        break
      case 'binary':
        socket.send(message.data)
        this.#log('sent', hexOf(message.data), message.data.byteLength)
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
    this.#leave()
  }

  /** Lets go of the socket: what it still says belongs to no one. */
  #leave(): void {
    const socket = this.#socket
    this.#socket = null
    if (socket === null) return
    socket.removeAllListeners()
    // Terminating a socket that is still connecting emits an error, which nobody else would catch.
    socket.on('error', () => undefined)
    if (socket.readyState === WebSocket.CONNECTING) socket.terminate()
    else socket.close(1000)
  }

  #listen(socket: WebSocket, address: string): void {
    socket.on('open', () => {
      const { protocol } = socket
      this.#become({ state: 'open', address, subprotocol: protocol })
      this.#log('info', protocol === '' ? 'Connected' : `Connected, subprotocol ${protocol}`)
    })
    socket.on('message', (data, isBinary) => {
      const bytes = bytesOf(data)
      if (isBinary) this.#log('received', hexOf(bytes), bytes.byteLength)
      else this.#log('received', bytes.toString('utf8'))
    })
    socket.on('ping', () => this.#log('info', 'ping received, pong sent'))
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
    this.#become({ state: 'failed', address, message })
    this.#log('error', message)
  }

  #closed(address: string, code: number, reason: string): void {
    this.#socket = null
    this.#become({ state: 'closed', address, code, reason })
    this.#log('info', reason === '' ? `Closed with ${code}` : `Closed with ${code}: ${reason}`)
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

function openSocket(url: URL, protocols: readonly string[]): WebSocket {
  try {
    return new WebSocket(url, [...protocols], {
      handshakeTimeout: handshakeTimeoutMs,
      // Our own server's certificate is self-signed; on this machine there is nobody in between.
      rejectUnauthorized: !isLoopbackHost(url.hostname),
    })
  } catch (error) {
    throw new AppError('bad-request', `Can't connect to ${addressText(url)}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

/** As a person writes it: without the slash that the parser adds to a bare host. */
function addressText(url: URL): string {
  return url.pathname === '/' && url.search === '' ? url.href.replace(/\/$/, '') : url.href
}

function hexOf(data: Uint8Array): string {
  const bytes = Buffer.from(data.buffer, data.byteOffset, Math.min(data.byteLength, shownBytes))
  const hex = bytes.toString('hex').replace(/..(?=.)/g, '$& ')
  return data.byteLength > shownBytes ? `${hex} …` : hex
}
