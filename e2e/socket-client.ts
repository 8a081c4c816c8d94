import { once } from 'node:events'
import { type ClientOptions, WebSocket } from 'ws'

const limitMs = 10_000

interface Message {
  readonly data: Buffer
  readonly isBinary: boolean
}

/** A client as anybody else's: what it receives waits in order until it is asked for. */
export class SocketClient {
  readonly #received: Message[] = []
  readonly #closed: Promise<{ readonly code: number; readonly reason: string }>
  #wake: () => void = () => undefined

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data, isBinary) => {
      this.#received.push({ data: Buffer.isBuffer(data) ? data : Buffer.from(data as ArrayBuffer), isBinary })
      this.#wake()
    })
    this.#closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }))
  }

  /** Rejects where the server refuses the connection. */
  static async connect(
    url: string,
    protocols: readonly string[] = [],
    options: ClientOptions = {},
  ): Promise<SocketClient> {
    const socket = new WebSocket(url, [...protocols], { handshakeTimeout: limitMs, ...options })
    // Made before the handshake ends, so that a message which comes with it is not missed.
    const client = new SocketClient(socket)
    client.#closed.catch(() => undefined)
    await once(socket, 'open')
    return client
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  send(data: string | Uint8Array): void {
    this.socket.send(data)
  }

  /** The next text message; fails after 10 s without one, and on a binary one. */
  async next(): Promise<string> {
    const { data, isBinary } = await this.#next()
    if (isBinary) throw new Error(`A binary message came where text was expected: ${data.toString('hex')}`)
    return data.toString('utf8')
  }

  /** The next message's bytes; fails after 10 s without one, and on text. */
  async nextBinary(): Promise<Buffer> {
    const { data, isBinary } = await this.#next()
    if (!isBinary) throw new Error(`Text came where a binary message was expected: ${data.toString('utf8')}`)
    return data
  }

  /** Text messages that have come and were not asked for yet. */
  takeReceived(): string[] {
    return this.#received.splice(0).map(({ data }) => data.toString('utf8'))
  }

  /** Resolves with how the connection ended, when it has. */
  closed(): Promise<{ readonly code: number; readonly reason: string }> {
    return this.#closed
  }

  async close(code = 1000, reason = ''): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return
    this.socket.close(code, reason)
    await this.#closed
  }

  async #next(): Promise<Message> {
    const ready = this.#received.shift()
    if (ready !== undefined) return ready
    const limit = AbortSignal.timeout(limitMs)
    await new Promise<void>((resolve, reject) => {
      this.#wake = resolve
      limit.addEventListener('abort', () => reject(new Error(`No message within ${limitMs} ms.`)))
    })
    return this.#next()
  }
}
