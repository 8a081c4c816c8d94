import { WebSocket } from 'ws'

export interface ConnectOptions {
  readonly protocols?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Text as a string, binary as a Buffer. */
export type Received = string | Buffer

/** A real client whose messages are taken one by one. */
export class Client {
  readonly socket: WebSocket
  readonly opened: Promise<void>
  /** Resolves with how the connection ended. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly #received: Received[] = []
  readonly #waiting: {
    readonly resolve: (message: Received) => void
    readonly reject: (error: Error) => void
  }[] = []
  #end: string | null = null

  constructor(
    url: string,
    readonly name: string,
    options: ConnectOptions,
    private readonly limitMs: number,
  ) {
    const headers = { ...options.headers, 'x-fixture-client': name }
    this.socket = new WebSocket(url, [...(options.protocols ?? [])], { headers })
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => {
        resolve({ code, reason: reason.toString() })
        this.#ended(`The connection was closed with ${code} ${reason.toString()}`)
      })
    })
    this.socket.on('error', (error) => this.#ended(error.message))
    this.socket.on('message', (data, isBinary) => {
      // With ws's default binaryType, data is a Buffer.
      const bytes = data as Buffer
      this.#push(isBinary ? bytes : bytes.toString())
    })
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  /** Messages that came and were not taken yet. */
  get unread(): readonly Received[] {
    return this.#received
  }

  /** Resolves when the message is written to the socket. */
  send(data: string | Uint8Array): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => {
      this.socket.send(data, (error) => (error ? reject(error) : resolve()))
    })
    // Whoever does not await it has said that its failure is of no interest.
    sent.catch(() => undefined)
    return sent
  }

  /** The next message; rejects when the connection ends first, or after a generous limit. */
  next(): Promise<Received> {
    const received = this.#received.shift()
    if (received !== undefined) return Promise.resolve(received)
    if (this.#end !== null) return Promise.reject(new Error(this.#end))
    return new Promise((resolve, reject) => {
      const waiter = {
        resolve: (message: Received) => {
          clearTimeout(timer)
          resolve(message)
        },
        reject: (error: Error) => {
          clearTimeout(timer)
          reject(error)
        },
      }
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        reject(new Error(`No message came within ${this.limitMs} ms`))
      }, this.limitMs)
      this.#waiting.push(waiter)
    })
  }

  /** The next `count` messages. */
  async take(count: number): Promise<Received[]> {
    const messages: Received[] = []
    while (messages.length < count) messages.push(await this.next())
    return messages
  }

  close(code = 1000, reason = ''): void {
    this.socket.close(code, reason)
  }

  #push(message: Received): void {
    const waiter = this.#waiting.shift()
    if (waiter) waiter.resolve(message)
    else this.#received.push(message)
  }

  #ended(reason: string): void {
    this.#end ??= reason
    for (const waiter of this.#waiting.splice(0)) waiter.reject(new Error(reason))
  }
}
