import { isData, type MessageType, type Payload } from '../../shared/model/message'
import type { Origin } from '../../shared/model/traffic'
import { atEndOfTask } from './end-of-task'
import type { EngineParts } from './engine-parts'
import { followFaults } from './fault-notes'
import type { FaultTrace } from './faults/fault-trace'
import type { Passage } from './holds/hold-item'
import { broadcast } from './rooms/broadcast'
import type { Connection, SendResult } from './server/connection'

interface RoomMembers {
  readonly room: string
  /** Of all rooms, when this was looked up. */
  readonly version: number
  readonly members: readonly Connection[]
}

/** Messages to clients, whoever makes them: sent, captured, counted. */
export class Delivery {
  /** Who is in the room that was broadcast to last in this turn: what follows mostly goes to the same one. */
  #latestRoom: RoomMembers | null = null

  constructor(private readonly parts: EngineParts) {}

  /** Returns the traffic entry, 0 where the connection takes nothing any more. */
  send(connection: Connection, type: MessageType, payload: Payload, origin: Origin, cause: number): number {
    if (this.parts.holds.isOn) {
      const entry = this.#hold(connection, type, payload, origin, cause)
      if (entry !== 0) return entry
    }
    const result = connection.send(type, payload)
    if (result === false) return 0
    return this.#sent(connection, type, payload, origin, cause, false, result === true ? null : result)
  }

  /** To every member of the room but `except` (a connection's number, 0 for nobody); returns how many. */
  broadcast(room: string, payload: Payload, except: number, origin: Origin, cause: number): number {
    const type = typeof payload === 'string' ? 'text' : 'binary'
    const members = this.parts.holds.isOn
      ? this.#unheld(this.#members(room, except), type, payload, origin, cause)
      : this.#members(room, except)
    let isRepeated = false
    return broadcast(members, payload, (connection, result) => {
      const faults = typeof result === 'boolean' ? null : result
      this.#sent(connection, type, payload, origin, cause, isRepeated, faults)
      isRepeated = true
    })
  }

  /** Leaves out those for whom a breakpoint took the message over. */
  *#unheld(
    members: Iterable<Connection>,
    type: MessageType,
    payload: Payload,
    origin: Origin,
    cause: number,
  ): IterableIterator<Connection> {
    for (const connection of members) {
      if (this.#hold(connection, type, payload, origin, cause) === 0) yield connection
    }
  }

  /** Hands the message over to the breakpoints if one may hold it; returns its entry, 0 if none takes it. */
  #hold(connection: Connection, type: MessageType, payload: Payload, origin: Origin, cause: number): number {
    const { holds } = this.parts
    if (!isData(type)) return 0
    if (connection.state === 'closing' || connection.state === 'closed') return 0
    if (!holds.intercepts(connection, 'to-client')) return 0
    const entry = this.#sent(connection, type, payload, origin, cause)
    const pass: Passage['pass'] = (kind, data, released) =>
      this.#followFaults(connection, released, connection.send(kind, data))
    const passage = { connection, direction: 'to-client', type, payload, entry, pass } as const
    // What the user sends by hand is not held, but keeps its place behind what is.
    if (!holds.take(passage, origin === 'user')) pass(type, payload, entry)
    return entry
  }

  /** For a message that had its row before it was sent. */
  #followFaults(connection: Connection, entry: number, result: SendResult): boolean {
    if (typeof result === 'boolean') return result
    const { capture } = this.parts
    if (result.acts.length > 0) capture.faulted(entry, result.acts)
    followFaults(capture, connection, entry, result)
    return true
  }

  #members(room: string, except: number): readonly Connection[] {
    const { rooms, connections } = this.parts
    let latest = this.#latestRoom
    if (latest?.room !== room || latest.version !== rooms.version) {
      const members = [...rooms.members(room)].flatMap((number) => connections.get(number) ?? [])
      latest = { room, version: rooms.version, members }
      // Kept for longer it would keep closed connections.
      if (this.#latestRoom === null) atEndOfTask(() => this.#forgetRoom())
      this.#latestRoom = latest
    }
    const { members } = latest
    return except === 0 ? members : members.filter(({ number }) => number !== except)
  }

  #forgetRoom(): void {
    this.#latestRoom = null
  }

  #sent(
    connection: Connection,
    type: MessageType,
    payload: Payload,
    origin: Origin,
    cause: number,
    isRepeated = false,
    faults: FaultTrace | null = null,
  ): number {
    const { capture } = this.parts
    const entry = capture.append(
      type,
      'to-client',
      origin,
      connection.number,
      connection.info.path,
      payload,
      0,
      // Entries below 0 are the engine's own and have no row.
      Math.max(0, cause),
      isRepeated,
      faults === null ? null : faults.acts,
    )
    if (faults !== null) followFaults(capture, connection, entry, faults)
    return entry
  }
}
