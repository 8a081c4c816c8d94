import type * as api from '../../../../shared/handler-api/understudy'
import type { Json } from '../../../../shared/json'
import type { SourceLocation } from '../../../../shared/model/handlers'
import { type ConnectionReplica, connectionId } from './connection-replica'
import { callerLocation, consoleText } from './console-text'
import type { ContextHost } from './context-host'
import { HandlerError } from './handler-error'
import type { Params } from './handles-path'
import { toJson, toJsonText } from './json-value'
import { describeValues } from './logged-values'
import {
  assertOpen,
  assertRoomName,
  closeConnection,
  sendBinary,
  sendHeartbeat,
  sendMessage,
  sendText,
} from './sending'
import { WorkerServer } from './worker-server'
import { copyPayload } from './ws-message'

/**
 * A connection as one callback sees it. Each event and handler gets its own, so that what happens after an
 * `await` is still known as the effect of that event, without following asynchronous calls.
 */
export class ConnectionContext implements api.WsContext {
  readonly #host: ContextHost
  readonly #connection: ConnectionReplica
  readonly #cause: number
  readonly #message: api.WsMessage | null
  /**
   * The client had gone before this event's turn came. Its handler could not know that, so that what it sends
   * is dropped and is no error.
   */
  readonly #isLate: boolean
  #server: WorkerServer | null = null
  #isStopped = false
  #outcome = ''
  #sends = 0

  constructor(
    host: ContextHost,
    connection: ConnectionReplica,
    readonly params: Params,
    cause: number,
    message: api.WsMessage | null,
  ) {
    this.#host = host
    this.#connection = connection
    this.#cause = cause
    this.#message = message
    this.#isLate = connection.state === 'gone'
  }

  get connectionId(): api.ConnectionId {
    return this.#connection.id
  }

  get path(): string {
    return this.#connection.request.path
  }

  get query(): api.UpgradeRequest['query'] {
    return this.#connection.request.query
  }

  get headers(): api.UpgradeRequest['headers'] {
    return this.#connection.request.headers
  }

  get subprotocol(): string {
    return this.#connection.subprotocol
  }

  get remoteAddress(): string {
    return this.#connection.request.remoteAddress
  }

  get signal(): AbortSignal {
    return this.#connection.signal
  }

  get server(): WorkerServer {
    this.#server ??= new WorkerServer(this.#host, this.#cause)
    return this.#server
  }

  /** Whether the handlers after this one do not see the message. */
  get isStopped(): boolean {
    return this.#isStopped
  }

  /** What was done here, for the window's "why". */
  get outcome(): string {
    if (this.#outcome !== '') return this.#outcome
    return this.#sends > 1 ? `sent ${this.#sends} messages` : 'did nothing'
  }

  /** Notes what was done; the last note counts. */
  note(outcome: string): void {
    this.#outcome = outcome
  }

  /** What is sent until this is said again with null is sent from there. */
  callsFrom(place: SourceLocation | null): void {
    this.#host.callsFrom(place)
  }

  sendText(text: string): void {
    if (this.#drops()) return
    sendText(this.#host, this.#connection, this.#cause, text)
    this.#sent('sent text')
  }

  sendBinary(bytes: api.Bytes): void {
    if (this.#drops()) return
    sendBinary(this.#host, this.#connection, this.#cause, bytes)
    this.#sent('sent binary')
  }

  sendJson(value: unknown): void {
    const text = toJsonText(value, 'The value given to sendJson')
    if (this.#drops()) return
    sendText(this.#host, this.#connection, this.#cause, text)
    this.#sent('sent JSON')
  }

  send(message: api.OutgoingMessage): void {
    if (this.#drops()) return
    sendMessage(this.#host, this.#connection, this.#cause, message)
    this.#sent(message.type === 'close' ? 'closed the connection' : `sent ${message.type}`)
  }

  ping(data: string | api.Bytes = ''): void {
    if (this.#drops()) return
    sendHeartbeat(this.#host, this.#connection, this.#cause, 'ping', data)
    this.#sent('sent ping')
  }

  close(code?: number, reason?: string): void {
    closeConnection(this.#host, this.#connection, this.#cause, code, reason)
    this.note('closed the connection')
  }

  joinRoom(room: string): void {
    assertRoomName(room)
    if (this.#drops()) return
    if (this.#connection.hasEnded) {
      throw new HandlerError('connection', `Connection ${this.connectionId} is closed: it can't join ${room}`)
    }
    this.#host.replicas.join(this.#connection, room)
    this.#host.commands.join(this.#cause, this.#connection.number, room)
  }

  leaveRoom(room: string): void {
    assertRoomName(room)
    if (!this.#connection.rooms.has(room)) return
    this.#host.replicas.leave(this.#connection, room)
    this.#host.commands.leave(this.#cause, this.#connection.number, room)
  }

  getRooms(): string[] {
    return [...this.#connection.rooms]
  }

  getRoomMembers(room: string): api.ConnectionId[] {
    return Array.from(this.#host.replicas.members(room), connectionId)
  }

  broadcastToRoom(room: string, message: string | api.Bytes, options?: api.BroadcastOptions): void {
    this.server.broadcastToRoom(room, message, options)
    this.#sent('broadcast to a room')
  }

  setMetadata(key: string, value: unknown): void {
    const json: Json | undefined = value === undefined ? undefined : toJson(value, `The metadata ${key}`)
    this.#connection.setMetadata(key, json)
    this.#host.commands.setMetadata(this.#connection.number, key, json)
  }

  getMetadata<Value = api.JsonData>(key: string): Value | undefined {
    // What the metadata holds is the caller's claim, as with `JSON.parse`.
    return this.#connection.metadata.get(key) as Value | undefined
  }

  passthrough(msg?: api.TextMessage | api.BinaryMessage | string | api.Bytes): void {
    if (this.#drops()) return
    assertOpen(this.#connection)
    const payload = this.#payloadOf(msg ?? this.#message)
    const rule = this.#host.rules.firstFor(this.#connection)
    const type = typeof payload === 'string' ? 'text' : 'binary'
    this.#host.notePlace()
    const { number } = this.#connection
    this.#host.commands.forward(this.#cause, number, rule.name, rule.target, type, payload, false)
    this.note(`passed it on by rule ${rule.name}`)
  }

  stop(): void {
    this.#isStopped = true
  }

  log(...values: unknown[]): void {
    const location = callerLocation(this.log)
    this.#host.commands.log(this.#cause, 'info', consoleText(values), location, describeValues(values))
  }

  drain(): Promise<void> {
    const request = this.#host.nextRequest()
    if (!this.#connection.hasEnded) {
      this.#host.commands.drainRequest(this.#connection.number, request)
    }
    return this.#connection.waitForDrain(request)
  }

  #drops(): boolean {
    if (this.#isLate) this.note('came too late: the client had gone')
    return this.#isLate
  }

  #sent(outcome: string): void {
    this.#sends += 1
    this.#outcome = this.#sends === 1 ? outcome : ''
  }

  #payloadOf(message: api.WsMessage | string | api.Bytes | null): string | Uint8Array {
    if (message === null)
      throw new HandlerError('generic', 'passthrough() needs a message: none is handled here')
    if (typeof message === 'string' || !('type' in message)) return copyPayload(message)
    if (message.type === 'text') return message.text
    if (message.type === 'binary') return copyPayload(message.data)
    throw new HandlerError('generic', `A ${message.type} is not passed on: only text and binary messages are`)
  }
}
