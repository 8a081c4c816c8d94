import type { Json } from '../../../../shared/json'
import { TextPool } from '../../text-pool'
import type { AdoptedConnection } from '../protocol'
import { ConnectionReplica } from './connection-replica'
import { freezeJson } from './json-value'

/**
 * This worker's copy of what main keeps: connections, rooms, metadata and state. A handler's own changes are
 * made here at once and sent to main as commands; the changes of others come in as events.
 */
export class Replicas {
  readonly connections = new Map<number, ConnectionReplica>()
  readonly state = new Map<string, Json>()
  readonly #rooms = new Map<string, Set<number>>()
  readonly #texts = new TextPool()

  adopt(adopted: AdoptedConnection): ConnectionReplica {
    const former = this.connections.get(adopted.connection)
    if (former) this.removeFromRooms(former)
    const connection = new ConnectionReplica(adopted, this.#texts)
    this.connections.set(connection.number, connection)
    for (const room of connection.rooms) this.#members(room).add(connection.number)
    return connection
  }

  join(connection: ConnectionReplica, room: string): void {
    connection.enter(room)
    this.#members(room).add(connection.number)
  }

  leave(connection: ConnectionReplica, room: string): void {
    connection.exit(room)
    this.#removeMember(room, connection.number)
  }

  /** Takes it out of every room; the connection itself still knows them, for `onDisconnect`. */
  removeFromRooms(connection: ConnectionReplica): void {
    for (const room of connection.rooms) this.#removeMember(room, connection.number)
  }

  members(room: string): ReadonlySet<number> {
    return this.#rooms.get(room) ?? new Set()
  }

  /** `undefined` deletes. */
  setState(key: string, value: Json | undefined): void {
    if (value === undefined) this.state.delete(key)
    else this.state.set(key, freezeJson(value))
  }

  #members(room: string): Set<number> {
    const members = this.#rooms.get(room) ?? new Set()
    this.#rooms.set(room, members)
    return members
  }

  #removeMember(room: string, connection: number): void {
    const members = this.#rooms.get(room)
    if (members?.delete(connection) && members.size === 0) this.#rooms.delete(room)
  }
}
