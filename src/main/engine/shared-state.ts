import type { Json } from '../../shared/json'
import type { EngineParts } from './engine-parts'
import type { DispatchTarget } from './handlers/lane'
import type { Connection } from './server/connection'

/**
 * Rooms, metadata and state: kept here in main, so that they survive the handlers, and mirrored to every
 * running version of them. `by`: the version that made a change and knows of it, null for the user.
 */
export class SharedState {
  constructor(private readonly parts: EngineParts) {}

  join(connection: Connection, room: string, by: DispatchTarget | null): void {
    const { rooms, replicate, changes } = this.parts
    if (!rooms.join(connection.number, room)) return
    replicate(by, (sink) => sink.joined(connection.number, room))
    changes.tell(connection)
  }

  leave(connection: Connection, room: string, by: DispatchTarget | null): void {
    const { rooms, replicate, changes } = this.parts
    if (!rooms.leave(connection.number, room)) return
    replicate(by, (sink) => sink.left(connection.number, room))
    changes.tell(connection)
  }

  /** `undefined` deletes. */
  setMetadata(connection: Connection, key: string, value: Json | undefined, by: DispatchTarget | null): void {
    const { replicate, changes } = this.parts
    connection.setMetadata(key, value)
    replicate(by, (sink) => sink.metadataSet(connection.number, key, value))
    changes.tell(connection)
  }

  /** Switches a passthrough rule for this connection alone; `undefined`: the rule's own switch counts again. */
  switchRule(connection: Connection, rule: string, enabled: boolean | undefined): void {
    const { replicate, changes, upstreams } = this.parts
    connection.switchRule(rule, enabled)
    upstreams.rulesChanged()
    replicate(null, (sink) => sink.ruleSwitchedFor(connection.number, rule, enabled))
    changes.tell(connection)
  }

  /** `undefined` deletes. */
  setState(key: string, value: Json | undefined, by: DispatchTarget | null): void {
    const { state, replicate, onStateChanged } = this.parts
    if (value === undefined) state.delete(key)
    else state.set(key, value)
    replicate(by, (sink) => sink.stateSet(key, value))
    onStateChanged()
  }
}
