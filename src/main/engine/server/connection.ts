import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import { closeCodes, isSendableCloseCode, maxControlBytes } from '../../../shared/close-frame'
import { AppError } from '../../../shared/errors'
import type { Json } from '../../../shared/json'
import type { CloseInfo, ConnectionState, ConnectionSummary } from '../../../shared/model/connection'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { ConnectionFaults } from '../faults/connection-faults'
import type { FaultTrace } from '../faults/fault-trace'
import type { UpgradeInfo } from '../handlers/protocol'
import type { PathFigures } from '../stats/path-figures'
import type { TrafficCounts } from '../stats/traffic-counts'
import { ClientWriter, type ClientWriterEvents } from './client-writer'
import { fitReason } from './close-reason'
import { FaultyLine } from './faulty-line'
import { FramedMessage } from './framed-message'
import { bytesOf, copyBytes } from './message-bytes'
import { ParkedInput } from './parked-input'
import { protocolFailure } from './protocol-failure'
import type { ConnectionEvents } from './server-events'
import { type SlowClientLimits, SlowClientWatch } from './slow-client-watch'
import type { TurnFlusher } from './turn-flusher'
import { readInOneGo } from './ws-receiver'

/** Why reading from a client is paused; each reason is lifted on its own. */
export type PauseReason = 'backpressure' | 'user' | 'upstream' | 'hold'

/** Whether a message was taken; where faults had their way with it, what they did. */
export type SendResult = boolean | FaultTrace

export interface ConnectionOptions {
  readonly number: number
  readonly info: UpgradeInfo
  readonly handlers: readonly string[]
  /** A socket that has just been opened. */
  readonly socket: WebSocket
  /** The stream below it. */
  readonly stream: Duplex
  readonly flusher: TurnFlusher
  readonly faults: ConnectionFaults
  readonly events: ConnectionEvents
  /** A client that is slower is closed with 1013. */
  readonly slowness: SlowClientLimits
  /** How long the client may take over what was sent before the connection is cut. */
  readonly closeTimeoutMs: number
}

const owner = Symbol('connection')

/** Whose socket it is. */
function connectionOf(socket: WebSocket): Connection {
  // Set before anybody listens.
  return (socket as WebSocket & { readonly [owner]: Connection })[owner]
}

const noMetadata: ReadonlyMap<string, Json> = new Map()
const noSwitches: ReadonlyMap<string, boolean> = new Map()

/** One client's WebSocket. Knows nothing of handlers; keeps the order of everything it is given. */
export class Connection implements ClientWriterEvents {
  readonly number: number
  readonly id: string
  readonly info: UpgradeInfo
  readonly subprotocol: string
  /** Milliseconds since the epoch. */
  readonly openedAt = Date.now()
  /** Names of the matching handlers; replaced when newer code takes over. */
  handlers: readonly string[]
  /** Its counters moved and nobody was told of it yet, see `ConnectionChanges`. */
  isMarked = false
  /** Where its path's statistics are kept, from its opening on. */
  figures: PathFigures | null = null

  readonly #socket: WebSocket
  readonly #faults: ConnectionFaults
  readonly #events: ConnectionEvents
  readonly #slowLimits: SlowClientLimits
  readonly #closeTimeoutMs: number
  readonly #writer: ClientWriter
  // Made when they are first needed: most connections are idle, and there may be thousands.
  #slowness: SlowClientWatch | null = null
  #faultyLine: FaultyLine | null = null
  #pauses: Set<PauseReason> | null = null
  #metadata: Map<string, Json> | null = null
  #passthrough: Map<string, boolean> | null = null
  #drainWaiters: (() => void)[] | null = null
  #closing = false
  #isHeldBack = false
  #ignoresMessages = false
  /** Messages of a client that the user has paused, null for any other. */
  #parked: ParkedInput | null = null
  #failure: { readonly code: number; readonly reason: string } | null = null
  #closed: (CloseInfo & { readonly at: number }) | null = null
  #received = 0
  #sent = 0
  #receivedBytes = 0
  #sentBytes = 0

  constructor(options: ConnectionOptions) {
    this.number = options.number
    this.id = `c${options.number}`
    this.info = options.info
    this.handlers = options.handlers
    this.subprotocol = options.socket.protocol
    this.#socket = options.socket
    this.#faults = options.faults
    this.#events = options.events
    this.#writer = new ClientWriter(options.socket, options.stream, options.flusher, this)
    this.#slowLimits = options.slowness
    this.#closeTimeoutMs = options.closeTimeoutMs
    this.#listen()
  }

  get state(): ConnectionState {
    if (this.#closed) return 'closed'
    if (!this.#accepts()) return 'closing'
    return this.#pauses?.has('user') ? 'paused' : 'open'
  }

  /** How it ended, with the time in milliseconds since the epoch; null while it has not. */
  get closed(): (CloseInfo & { readonly at: number }) | null {
    return this.#closed
  }

  get metadata(): ReadonlyMap<string, Json> {
    return this.#metadata ?? noMetadata
  }

  /** `undefined` deletes. */
  setMetadata(key: string, value: Json | undefined): void {
    if (value === undefined) {
      this.#metadata?.delete(key)
    } else {
      this.#metadata ??= new Map()
      this.#metadata.set(key, value)
    }
  }

  /** Passthrough rules that are switched for this connection alone, by name. */
  get passthrough(): ReadonlyMap<string, boolean> {
    return this.#passthrough ?? noSwitches
  }

  /** `undefined`: the rule's own switch counts again. */
  switchRule(rule: string, enabled: boolean | undefined): void {
    if (enabled === undefined) {
      this.#passthrough?.delete(rule)
    } else {
      this.#passthrough ??= new Map()
      this.#passthrough.set(rule, enabled)
    }
  }

  /** Faults that are switched for this connection alone, by name. */
  get faultSwitches(): ReadonlyMap<string, boolean> {
    return this.#faults.switches
  }

  /** `undefined`: the fault's own switch counts again. */
  switchFault(fault: string, enabled: boolean | undefined): void {
    this.#faults.switch(fault, enabled)
  }

  /** Bytes that wait to be read by the client, delayed ones included. */
  get bufferedBytes(): number {
    return this.#writer.bufferedBytes + (this.#faultyLine?.bytes ?? 0)
  }

  /** Whether the client is behind: `drained` will be told. */
  get needsDrain(): boolean {
    return this.#isHeldBack || this.#writer.needsDrain
  }

  /** Messages to the client pile up in front of it: it counts as behind until they are gone. */
  setHeldBack(isHeldBack: boolean): void {
    const wasHeldBack = this.#isHeldBack
    this.#isHeldBack = isHeldBack
    if (wasHeldBack && !this.needsDrain) this.drained()
  }

  /** Runs `callback` once the client has caught up (or is gone); at once where it is not behind. */
  whenDrained(callback: () => void): void {
    if (!this.needsDrain || this.#closed) {
      callback()
      return
    }
    this.#drainWaiters ??= []
    this.#drainWaiters.push(callback)
  }

  /**
   * Sends a message behind all earlier ones; it is written at the end of the turn. Returns false where the
   * connection is closing or closed. Faults act on text and binary, and what they do is returned. Throws `AppError`
   * 'bad-request' for a ping or pong of more than 125 bytes.
   */
  send(type: MessageType, payload: Payload): SendResult {
    if (!this.#accepts()) return false
    switch (type) {
      case 'text':
      case 'binary':
        return this.#sendData(new FramedMessage(payload))
      case 'ping':
      case 'pong':
        this.#sendControl(type, payload)
        return true
      default:
        return type satisfies never
    }
  }

  /** Like `send`, for a message that was framed once for many connections. */
  sendFramed(frame: FramedMessage): SendResult {
    return this.#accepts() && this.#sendData(frame)
  }

  /**
   * Starts the closing handshake behind everything that was sent. 1005 sends a close frame without a code;
   * 1006 and other codes that no endpoint may send end the connection without one. A reason that is too
   * long is cut to 123 bytes.
   */
  close(code: number, reason: string): void {
    if (this.#closing || this.#closed) return
    this.#events.closing(this)
    // What is sent at the last moment may have made a fault close it.
    if (this.#closing) return
    this.#closing = true
    if (this.#faultyLine === null) this.#closeNow(code, reason)
    else this.#faultyLine.end(() => this.#closeNow(code, reason))
    this.#events.changed(this)
  }

  /** Ends the connection at once, without a close frame. */
  terminate(): void {
    this.#closing = true
    this.#faultyLine?.clear()
    this.#socket.terminate()
  }

  /** Stops reading from the client until every reason is lifted. */
  pauseReading(reason: PauseReason): void {
    if (this.#closed || this.#pauses?.has(reason)) return
    this.#pauses ??= new Set()
    this.#pauses.add(reason)
    if (reason === 'user') {
      this.#parked = new ParkedInput()
      this.#events.changed(this)
    } else if (!this.#closing) {
      this.#socket.pause()
    }
  }

  /** Lifts one reason. */
  resumeReading(reason: PauseReason): void {
    if (!this.#pauses?.delete(reason) || this.#closed) return
    if (reason === 'user') {
      this.#unpark()
      this.#events.changed(this)
    }
    // Paused by the user alone it is read on: what comes is parked, for as long as there is room.
    const readers = this.#parked?.isFull === false ? 1 : 0
    if (this.#pauses.size === readers) this.#socket.resume()
  }

  /** The connection as the window shows it. */
  summary(rooms: readonly string[]): ConnectionSummary {
    return {
      id: this.id,
      path: this.info.path,
      query: this.info.query,
      state: this.state,
      remoteAddress: this.info.remoteAddress,
      subprotocol: this.subprotocol,
      headers: this.info.headers,
      rooms,
      metadata: Object.fromEntries(this.metadata),
      passthrough: Object.fromEntries(this.passthrough),
      faults: Object.fromEntries(this.faultSwitches),
      handlers: this.handlers,
      received: this.#received,
      sent: this.#sent,
      receivedBytes: this.#receivedBytes,
      sentBytes: this.#sentBytes,
      openedAt: this.openedAt,
      closed: this.#closed,
    }
  }

  /** Adds the messages and bytes since it was opened. */
  addCountsTo(sum: TrafficCounts): void {
    sum.received += this.#received
    sum.sent += this.#sent
    sum.receivedBytes += this.#receivedBytes
    sum.sentBytes += this.#sentBytes
  }

  #listen(): void {
    const socket = Object.assign(this.#socket, { [owner]: this })
    readInOneGo(socket)
    const { message, ping, pong, error, close } = Connection.#listeners
    socket.on('message', message)
    socket.on('ping', ping)
    socket.on('pong', pong)
    socket.on('error', error)
    socket.on('close', close)
  }

  /** Shared by all connections: there may be thousands, and closures for each of them are memory. */
  static readonly #listeners = {
    // Text that ws did not have to read is a string already; ws's types don't know.
    message(this: WebSocket, data: RawData | string, isBinary: boolean): void {
      connectionOf(this).#onData(data, isBinary)
    },
    ping(this: WebSocket, data: Buffer): void {
      connectionOf(this).#onControl('ping', copyBytes(data))
    },
    pong(this: WebSocket, data: Buffer): void {
      connectionOf(this).#onControl('pong', copyBytes(data))
    },
    error(this: WebSocket, error: Error): void {
      connectionOf(this).#onError(error)
    },
    close(this: WebSocket, code: number, reason: Buffer): void {
      connectionOf(this).#onClose(code, reason.toString())
    },
  } as const

  #accepts(): boolean {
    return !this.#closing && this.#writer.isOpen
  }

  #sendData(frame: FramedMessage): SendResult {
    if (!this.#faults.idle || !this.#nothingDelayed) return this.#sendFaulty(frame)
    this.#write(frame)
    return true
  }

  #sendFaulty(frame: FramedMessage): FaultTrace {
    const verdict = this.#faults.decide(frame)
    const { disconnect } = verdict
    this.#faultyLine ??= new FaultyLine((sent, copies) => this.#writeCopies(sent, copies))
    const trace = this.#faultyLine.send(frame, verdict)
    if (disconnect) {
      trace.add({ fault: disconnect.fault, action: 'disconnected', code: disconnect.code })
      this.close(disconnect.code, '')
    } else if (!this.#nothingDelayed) {
      this.#checkSlowness()
    }
    return trace
  }

  /** False where the connection takes nothing any more. */
  #writeCopies(frame: FramedMessage, copies: number): boolean {
    if (!this.#writer.isOpen) return false
    for (let copy = 0; copy < copies; copy += 1) this.#write(frame)
    return true
  }

  /** Only while the writer is open. */
  #write(frame: FramedMessage): void {
    this.#sent += 1
    this.#sentBytes += frame.payloadBytes
    this.#events.sent(this, frame.payloadBytes)
    this.#writer.write(frame)
  }

  #sendControl(type: 'ping' | 'pong', payload: Payload): void {
    const bytes = Buffer.byteLength(payload)
    if (bytes > maxControlBytes) {
      throw new AppError(
        'bad-request',
        `A ${type} holds at most 125 bytes; this one has ${bytes}. Shorten it.`,
      )
    }
    this.#writer.flush()
    this.#socket[type](payload)
  }

  #closeNow(code: number, reason: string): void {
    if (this.#closed) return
    this.#writer.flush()
    if (this.#pauses !== null && this.#pauses.size > 0) {
      // The close frame's answer has to be read; the messages before it nobody wants any more.
      this.#ignoresMessages = true
      this.#parked = null
      this.#socket.resume()
    }
    if (code === closeCodes.noStatus) this.#socket.close()
    else if (isSendableCloseCode(code)) this.#socket.close(code, fitReason(reason))
    else this.#writer.whenWritten(this.#closeTimeoutMs, () => this.#socket.terminate())
  }

  get #nothingDelayed(): boolean {
    return this.#faultyLine === null || this.#faultyLine.isEmpty
  }

  #letWaitersGo(): void {
    const waiters = this.#drainWaiters ?? []
    this.#drainWaiters = null
    for (const callback of waiters) callback()
  }

  /** Something was handed to the socket. */
  written(): void {
    this.#checkSlowness()
  }

  #checkSlowness(): void {
    if (this.#slowness === null && this.bufferedBytes <= this.#slowLimits.slowClientBytes) return
    this.#slowness ??= new SlowClientWatch(
      this.#slowLimits,
      () => this.bufferedBytes,
      (bufferedBytes) => this.#onTooSlow(bufferedBytes),
    )
    this.#slowness.check()
  }

  #onTooSlow(bufferedBytes: number): void {
    if (this.#failure !== null || this.#closed) return
    this.#failure = { code: closeCodes.tryAgainLater, reason: 'the client reads too slowly' }
    this.#faultyLine?.clear()
    this.#closing = true
    this.#closeNow(this.#failure.code, this.#failure.reason)
    const waiting = `${(bufferedBytes / 1024 / 1024).toFixed(1)} MiB were waiting for it`
    this.#events.limited(this, 'slow-client', `closed with 1013: the client reads too slowly, ${waiting}`)
  }

  #onData(data: RawData | string, isBinary: boolean): void {
    if (this.#ignoresMessages) return
    if (typeof data === 'string') {
      this.#take('text', data, Buffer.byteLength(data))
      return
    }
    const bytes = bytesOf(data)
    if (isBinary) this.#take('binary', copyBytes(bytes), bytes.byteLength)
    else this.#take('text', bytes.toString(), bytes.byteLength)
  }

  #onControl(type: 'ping' | 'pong', payload: Uint8Array): void {
    if (!this.#ignoresMessages) this.#take(type, payload, payload.byteLength)
    // A client that is closed and not listened to any more still gets its pongs.
    else if (type === 'ping') this.#writer.answerPing(payload)
  }

  #take(type: MessageType, payload: Payload, bytes: number): void {
    if (this.#parked === null) {
      this.#tell(type, payload, bytes)
      return
    }
    this.#parked.add({ type, payload, bytes })
    if (this.#parked.isFull && !this.#closing) this.#socket.pause()
  }

  #unpark(): void {
    const messages = this.#parked?.take() ?? []
    this.#parked = null
    for (const { type, payload, bytes } of messages) this.#tell(type, payload, bytes)
  }

  #tell(type: MessageType, payload: Payload, bytes: number): void {
    if (type === 'text' || type === 'binary') {
      this.#received += 1
      this.#receivedBytes += bytes
    } else if (type === 'ping' && typeof payload !== 'string') {
      this.#writer.answerPing(payload)
    }
    this.#events.message(this, type, payload)
  }

  #onError(error: Error): void {
    if (this.#failure !== null) return
    const failure = protocolFailure(error)
    this.#failure = failure
    if (failure?.limit)
      this.#events.limited(this, failure.limit, `closed with ${failure.code}: ${failure.text}`)
  }

  /** The client has caught up with what was written. */
  drained(): void {
    if (this.#closed || this.#isHeldBack) return
    this.#letWaitersGo()
    this.#events.drained(this)
  }

  #onClose(code: number, reason: string): void {
    this.#faultyLine?.clear()
    this.#slowness?.stop()
    this.#unpark()
    // 1006 says that no close frame came (RFC 6455 §7.1.5); where the fault was ours or seen by us, say which.
    const wasClean = code !== closeCodes.abnormal
    const ended = wasClean || this.#failure === null ? { code, reason } : this.#failure
    this.#closed = { ...ended, wasClean, at: Date.now() }
    this.#pauses = null
    this.#letWaitersGo()
    this.#events.closed(this, { ...ended, wasClean })
  }
}
