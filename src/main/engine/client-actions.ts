import { closeCodes } from '../../shared/close-frame'
import { AppError } from '../../shared/errors'
import type { Json } from '../../shared/json'
import type { ConnectionId, RoomMove } from '../../shared/model/connection'
import type { OutgoingMessage, Payload } from '../../shared/model/message'
import type { ComposedDirection, MessageTarget } from '../../shared/model/saved-message'
import { compilePath, isPathPattern } from '../../shared/path-pattern'
import type { ClientEvents } from './client-events'
import type { Delivery } from './delivery'
import type { EngineParts } from './engine-parts'
import type { Connection } from './server/connection'
import type { SharedState } from './shared-state'

/** What the user does to connections and rooms by hand. Unknown ids throw `AppError` 'connection-closed'. */
export class ClientActions {
  constructor(
    private readonly parts: EngineParts,
    private readonly delivery: Delivery,
    private readonly shared: SharedState,
    /** Called only when there are connections, so when everything is wired. */
    private readonly clients: () => Pick<ClientEvents, 'inject'>,
  ) {}

  /** `how`: what the entry's *Why* says that you did. */
  send(id: ConnectionId, message: OutgoingMessage, how: string): void {
    const entry = this.delivery.send(this.#find(id), message.type, payloadOf(message), 'user', 0)
    if (entry === 0) throw closedError(id)
    this.parts.capture.why(entry, `You\t${how}\t`)
  }

  /** Resolves when the client's send buffer is below the high-water mark, or the connection has ended. */
  drained(id: ConnectionId): Promise<void> {
    const connection = this.parts.connections.byId(id)
    return new Promise((resolve) => (connection ? connection.whenDrained(resolve) : resolve()))
  }

  close(id: ConnectionId, code: number, reason: string): void {
    const connection = this.#find(id)
    this.#note(connection, `You closed it with ${code}`, code)
    connection.close(code, reason)
  }

  drop(id: ConnectionId): void {
    const connection = this.#find(id)
    this.#note(connection, 'You dropped it without a close frame', 0)
    connection.terminate()
  }

  setPaused(id: ConnectionId, isPaused: boolean): void {
    const connection = this.#find(id)
    if (isPaused) connection.pauseReading('user')
    else connection.resumeReading('user')
  }

  join(id: ConnectionId, room: string): void {
    this.shared.join(this.#find(id), room, null)
  }

  leave(id: ConnectionId, room: string): void {
    this.shared.leave(this.#find(id), room, null)
  }

  /** See `Engine.move`. Into the new room first, so that nobody is in none meanwhile. */
  move(ids: readonly ConnectionId[], from: string | null, to: string | null): RoomMove {
    const { connections, rooms } = this.parts
    const moved = [...new Set(ids)]
      .flatMap((id) => connections.byId(id) ?? [])
      .filter(({ number }) => from === null || rooms.roomsOf(number).has(from))
    const joined = to === null ? [] : moved.filter(({ number }) => !rooms.roomsOf(number).has(to))
    for (const connection of moved) {
      if (to !== null) this.shared.join(connection, to, null)
      if (from !== null && from !== to) this.shared.leave(connection, from, null)
    }
    return { moved: moved.map(({ id }) => id), joined: joined.map(({ id }) => id) }
  }

  /** `undefined` deletes. */
  setMetadata(id: ConnectionId, key: string, value: Json | undefined): void {
    this.shared.setMetadata(this.#find(id), key, value, null)
  }

  /**
   * Switches a passthrough rule for this connection alone; `undefined`: the rule's own switch, `own`, counts again.
   */
  switchRule(id: ConnectionId, rule: string, enabled: boolean | undefined, own: boolean): void {
    const connection = this.#find(id)
    this.shared.switchRule(connection, rule, enabled)
    if (!(enabled ?? own)) this.parts.links.closeRule(rule, (other) => other === connection)
  }

  /** Switches a fault for this connection alone; `undefined`: the fault's own switch counts again. */
  switchFault(id: ConnectionId, fault: string, enabled: boolean | undefined): void {
    const connection = this.#find(id)
    connection.switchFault(fault, enabled)
    this.parts.changes.tell(connection)
  }

  /** Throws `AppError` 'not-found' for a room without members. */
  broadcast(room: string, message: OutgoingMessage): void {
    const members = this.#members(room)
    if (message.type !== 'ping') {
      this.delivery.broadcast(room, payloadOf(message), 0, 'user', 0)
      return
    }
    for (const connection of members) this.delivery.send(connection, 'ping', payloadOf(message), 'user', 0)
  }

  /**
   * Sends to each open connection that the target means, or with 'from-client' hands the message to the handlers as
   * if the client had sent it. Every message is made before the first one goes: when `make` throws, nothing was sent.
   * @returns to how many it went. Throws `AppError` 'connection-closed' or 'not-found' where the target means nobody.
   */
  sendTo(
    target: MessageTarget,
    direction: ComposedDirection,
    make: (connection: ConnectionId) => OutgoingMessage,
  ): number {
    const made = this.#targets(target).map((connection) => ({ connection, message: make(connection.id) }))
    let reached = 0
    for (const { connection, message } of made) {
      const payload = payloadOf(message)
      if (direction === 'from-client') {
        if (this.clients().inject(connection, message.type, payload)) reached += 1
        continue
      }
      const entry = this.delivery.send(connection, message.type, payload, 'user', 0)
      if (entry === 0) continue
      reached += 1
      this.parts.capture.why(entry, 'You\tsent it from the window\t')
    }
    if (reached === 0) throw nobody(target)
    return reached
  }

  /** Closes every member with 1000. */
  closeRoom(room: string): void {
    for (const connection of this.#members(room)) this.close(connection.id, closeCodes.normal, '')
  }

  #find(id: ConnectionId): Connection {
    const connection = this.parts.connections.byId(id)
    if (!connection) throw closedError(id)
    return connection
  }

  #targets(target: MessageTarget): readonly Connection[] {
    switch (target.to) {
      case 'connection':
        return [this.#find(target.connection)]
      case 'room':
        return this.#members(target.room)
      case 'path':
        return [...this.parts.connections].filter(meantBy(target.path))
      case 'everyone':
        return [...this.parts.connections]
      default:
        return target satisfies never
    }
  }

  #members(room: string): readonly Connection[] {
    const numbers = [...this.parts.rooms.members(room)]
    const members = numbers.flatMap((number) => this.parts.connections.get(number) ?? [])
    if (members.length === 0) {
      throw new AppError('not-found', `The room “${room}” has no members any more.`)
    }
    return members
  }

  #note(connection: Connection, text: string, code: number): void {
    const { number, info } = connection
    this.parts.capture.append('close', 'to-client', 'user', number, info.path, text, code, 0)
  }
}

function payloadOf(message: OutgoingMessage): Payload {
  switch (message.type) {
    case 'text':
      return message.text
    case 'binary':
      return message.data
    case 'ping':
      return message.data ?? new Uint8Array()
    default:
      return message satisfies never
  }
}

/** The connections that a path, or a pattern of paths, means. */
function meantBy(path: string): (connection: Connection) => boolean {
  const matches = isPathPattern(path) ? compilePath(path) : () => false
  return ({ info }) => info.path === path || matches(info.path)
}

function closedError(id: ConnectionId): AppError {
  return new AppError('connection-closed', `The connection ${id} is closed. Choose one that is open.`)
}

function nobody(target: MessageTarget): AppError {
  switch (target.to) {
    case 'connection':
      return closedError(target.connection)
    case 'room':
      return new AppError('not-found', `Nobody in the room “${target.room}” takes messages any more.`)
    case 'path':
      return new AppError(
        'not-found',
        `Nobody is connected at ${target.path}. Connect a client there, or choose another target.`,
      )
    case 'everyone':
      return new AppError('not-found', 'Nobody is connected. Connect a client first.')
    default:
      return target satisfies never
  }
}
