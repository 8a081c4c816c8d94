export type RoomChangeListener = (room: string, connection: number, change: 'join' | 'leave') => void

const nobody: ReadonlySet<number> = new Set()
const nowhere: ReadonlySet<string> = new Set()

/** Who is in which room, for the whole server. A room exists as long as it has members. */
export class RoomManager {
  /** Two maps that mirror each other: both questions are answered without a search. */
  readonly #members = new Map<string, Set<number>>()
  readonly #rooms = new Map<number, Set<string>>()
  readonly #changed: RoomChangeListener
  #version = 0

  /** `changed` is told of each change after it is made. */
  constructor(changed: RoomChangeListener) {
    this.#changed = changed
  }

  /** Differs whenever somebody has joined or left a room meanwhile. */
  get version(): number {
    return this.#version
  }

  /** Number of rooms. */
  get size(): number {
    return this.#members.size
  }

  /** False where the connection was in the room already. */
  join(connection: number, room: string): boolean {
    const members = this.#members.get(room)
    if (members?.has(connection)) return false
    if (members) members.add(connection)
    else this.#members.set(room, new Set([connection]))
    const rooms = this.#rooms.get(connection)
    if (rooms) rooms.add(room)
    else this.#rooms.set(connection, new Set([room]))
    this.#version += 1
    this.#changed(room, connection, 'join')
    return true
  }

  /** False where the connection was not in the room. */
  leave(connection: number, room: string): boolean {
    const members = this.#members.get(room)
    if (!members?.delete(connection)) return false
    if (members.size === 0) this.#members.delete(room)
    const rooms = this.#rooms.get(connection)
    rooms?.delete(room)
    if (rooms?.size === 0) this.#rooms.delete(connection)
    this.#version += 1
    this.#changed(room, connection, 'leave')
    return true
  }

  /** Leaves every room; returns their names in the order of joining. */
  leaveAll(connection: number): readonly string[] {
    const left = [...this.roomsOf(connection)]
    for (const room of left) this.leave(connection, room)
    return left
  }

  /** In the order of joining. The set is live: copy it before making changes while walking it. */
  members(room: string): ReadonlySet<number> {
    return this.#members.get(room) ?? nobody
  }

  /** In the order of joining; live. */
  roomsOf(connection: number): ReadonlySet<string> {
    return this.#rooms.get(connection) ?? nowhere
  }

  /** All members of all rooms, as pairs of room and connection. */
  *memberships(): IterableIterator<readonly [room: string, connection: number]> {
    for (const [room, members] of this.#members) for (const connection of members) yield [room, connection]
  }

  /** Names of the rooms, the oldest first. */
  rooms(): IterableIterator<string> {
    return this.#members.keys()
  }
}
