import type { MessageType, Payload } from '../../shared/model/message'
import type { Origin } from '../../shared/model/traffic'
import type { EngineParts } from './engine-parts'
import { broadcast } from './rooms/broadcast'
import type { Connection } from './server/connection'

/** Messages to clients, whoever makes them: sent, captured, counted. */
export class Delivery {
  constructor(private readonly parts: EngineParts) {}

  /** Returns the traffic entry, 0 where the connection takes nothing any more. */
  send(connection: Connection, type: MessageType, payload: Payload, origin: Origin, cause: number): number {
    if (!connection.send(type, payload)) return 0
    return this.#sent(connection, type, payload, origin, cause)
  }

  /** To every member of the room but `except` (a connection's number, 0 for nobody); returns how many. */
  broadcast(room: string, payload: Payload, except: number, origin: Origin, cause: number): number {
    const type = typeof payload === 'string' ? 'text' : 'binary'
    return broadcast(this.#members(room, except), payload, (connection) =>
      this.#sent(connection, type, payload, origin, cause),
    )
  }

  *#members(room: string, except: number): IterableIterator<Connection> {
    for (const number of this.parts.rooms.members(room)) {
      const connection = number === except ? undefined : this.parts.connections.get(number)
      if (connection) yield connection
    }
  }

  #sent(connection: Connection, type: MessageType, payload: Payload, origin: Origin, cause: number): number {
    return this.parts.capture.append(
      type,
      'to-client',
      origin,
      connection.number,
      connection.info.path,
      payload,
      0,
      // Entries below 0 are the engine's own and have no row.
      Math.max(0, cause),
    )
  }
}
