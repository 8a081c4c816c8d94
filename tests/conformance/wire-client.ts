import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type DeflateParameters, Inflater } from './deflate-codec'
import { opcode } from './frame'
import { type ServerFrame, ServerFrames } from './server-frames'

export interface CloseSeen {
  /** Null for a close frame without a code. */
  readonly code: number | null
  readonly reason: string
}

/** Generous: it only ends cases that would wait for ever. */
const limitMs = 20_000

/** A client made of a TCP socket: sends any bytes, records all that comes back. */
export class WireClient {
  readonly messages: (string | Buffer)[] = []
  readonly pongs: Buffer[] = []
  /** Messages that came with RSV1. */
  compressedMessages = 0
  close: CloseSeen | null = null
  /** The server's side of the TCP connection is over. */
  ended = false
  /** What the server did that it must not. */
  violation: string | null = null
  readonly #socket: Socket
  readonly #frames = new ServerFrames()
  readonly #inflater: Inflater | null
  readonly #waiting = new Set<() => void>()
  #text = Buffer.alloc(0)
  #head: string | null = null
  #parts: Buffer[] = []
  #type: number = opcode.text
  #isCompressed = false

  constructor(host: string, port: number, inflate?: DeflateParameters) {
    this.#inflater = inflate ? new Inflater(inflate) : null
    this.#socket = connect({ host, port, allowHalfOpen: true, noDelay: true })
    this.#socket.on('data', (bytes) => this.#onData(bytes))
    for (const event of ['end', 'close', 'error'] as const) {
      this.#socket.on(event, () => {
        this.ended = true
        this.#tell()
      })
    }
  }

  /** The head of the answer to the handshake; all of the answer where it was not 101. */
  get head(): string | null {
    return this.#head
  }

  /** What came before a head was complete, or behind that of an HTTP answer. */
  get text(): string {
    return this.#text.toString('latin1')
  }

  get upgraded(): boolean {
    return this.#head?.startsWith('HTTP/1.1 101 ') ?? false
  }

  async send(bytes: string | Uint8Array, chop = Number.POSITIVE_INFINITY): Promise<void> {
    const whole = Buffer.from(bytes)
    for (let start = 0; start < whole.length; start += chop) {
      const part = whole.subarray(start, Math.min(start + chop, whole.length))
      // A server that has ended the connection may not want the rest.
      if (this.#socket.destroyed || !this.#socket.writable) return
      this.#socket.write(part)
      if (start + chop < whole.length) await nextTurn()
    }
  }

  /** Resolves once `fits` holds; rejects where that does not come. */
  async until(what: string, fits: () => boolean): Promise<void> {
    if (fits()) return
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => finish(new Error(`No ${what} within ${limitMs} ms`)), limitMs)
      const look = () => {
        if (fits()) finish(null)
        else if (this.violation !== null) finish(new Error(this.violation))
        else if (this.ended) finish(new Error(`The connection ended before ${what}: ${this.#describe()}`))
      }
      const finish = (error: Error | null) => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        if (error === null) resolve()
        else reject(error)
      }
      this.#waiting.add(look)
      look()
    })
  }

  /** Ends the client's side. */
  end(): void {
    this.#socket.end()
  }

  async dispose(): Promise<void> {
    if (this.#socket.closed) return
    this.#socket.destroy()
    await once(this.#socket, 'close')
  }

  #describe(): string {
    const { close } = this
    return close === null ? 'without a close frame' : `close frame ${close.code} ${close.reason}`
  }

  #onData(bytes: Buffer): void {
    try {
      this.#take(bytes)
    } catch (error) {
      this.violation ??= error instanceof Error ? error.message : String(error)
    }
    this.#tell()
  }

  #take(bytes: Buffer): void {
    if (this.upgraded) {
      for (const frame of this.#frames.add(bytes)) this.#onFrame(frame)
      return
    }
    this.#text = Buffer.concat([this.#text, bytes])
    const end = this.#head === null ? this.#text.indexOf('\r\n\r\n') : -1
    if (end === -1) return
    this.#head = this.#text.toString('latin1', 0, end + 2)
    const rest = this.#text.subarray(end + 4)
    if (!this.upgraded) return
    this.#text = Buffer.alloc(0)
    this.#take(rest)
  }

  #tell(): void {
    for (const look of [...this.#waiting]) look()
  }

  #onFrame(frame: ServerFrame): void {
    if (this.close !== null) throw new Error('The server sent a frame after its close frame')
    switch (frame.opcode) {
      case opcode.close:
        this.close = readClose(frame.payload)
        break
      case opcode.pong:
        this.pongs.push(frame.payload)
        break
      case opcode.text:
      case opcode.binary:
      case opcode.continuation:
        this.#onPart(frame)
        break
      default:
        throw new Error(`The server sent a frame with opcode ${frame.opcode}`)
    }
  }

  #onPart(frame: ServerFrame): void {
    if (frame.opcode !== opcode.continuation) {
      this.#type = frame.opcode
      this.#isCompressed = frame.rsv === 4
      if (this.#isCompressed && this.#inflater === null) throw new Error('The server set RSV1 unasked')
    }
    if (frame.rsv !== 0 && (frame.rsv !== 4 || frame.opcode === opcode.continuation)) {
      throw new Error(`The server set reserved bits ${frame.rsv}`)
    }
    this.#parts.push(frame.payload)
    if (!frame.fin) return
    const bytes = Buffer.concat(this.#parts.splice(0))
    const payload = this.#isCompressed && this.#inflater ? this.#inflater.decompress(bytes) : bytes
    if (this.#isCompressed) this.compressedMessages += 1
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    this.messages.push(this.#type === opcode.text ? decoder.decode(payload) : payload)
  }
}

function readClose(payload: Buffer): CloseSeen {
  if (payload.length === 1) throw new Error('The server sent a close frame of one byte')
  if (payload.length === 0) return { code: null, reason: '' }
  return { code: payload.readUInt16BE(0), reason: payload.toString('utf8', 2) }
}
