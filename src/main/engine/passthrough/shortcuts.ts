import type { UpstreamTarget } from '../handlers/protocol'
import { deliveredStep, forwardedStep } from '../handlers/rule-steps'
import type { Connection } from '../server/connection'

/** `step`: what *Why* says of a message that goes this way. */
export interface WayUp {
  readonly rule: string
  readonly target: UpstreamTarget
  readonly step: string
}

interface Ways {
  /** Where every message of the client goes. */
  up: WayUp | null
  /** Of rules whose replies all reach the client as they are, what *Why* says of one. */
  readonly down: Map<string, string>
}

/**
 * Ways that messages take without the handlers' worker: it has told of one message where it goes, and that every other one
 * of the connection goes there, too. Two threads less are woken on each way then, and a rule goes on working while handlers
 * block.
 */
export class Shortcuts {
  #ways = new WeakMap<Connection, Ways>()
  /** The newest entry when the rules or the code changed last: what was decided about it or an older one is out of date. */
  #since = 0
  #isEmpty = true

  /** Rules, their switches or the code are others from now on; `newest`: the entry that was captured last. */
  forget(newest: number): void {
    this.#since = newest
    if (this.#isEmpty) return
    this.#isEmpty = true
    this.#ways = new WeakMap()
  }

  /** `cause`: the message that the worker decided about. */
  learnUp(cause: number, connection: Connection, rule: string, target: UpstreamTarget): void {
    if (cause <= this.#since) return
    // Told with each message that the worker decides about: a client that never pauses has many under way.
    this.#waysOf(connection).up ??= { rule, target, step: forwardedStep(rule) }
  }

  learnDown(cause: number, connection: Connection, rule: string): void {
    if (cause <= this.#since) return
    const { down } = this.#waysOf(connection)
    if (!down.has(rule)) down.set(rule, deliveredStep(rule))
  }

  /** Where every message of the client goes; null where the worker decides. */
  up(connection: Connection): WayUp | null {
    return this.#isEmpty ? null : (this.#ways.get(connection)?.up ?? null)
  }

  /** The step of a reply that reaches the client as it is; null where the worker decides. */
  down(connection: Connection, rule: string): string | null {
    return this.#isEmpty ? null : (this.#ways.get(connection)?.down.get(rule) ?? null)
  }

  #waysOf(connection: Connection): Ways {
    this.#isEmpty = false
    const known = this.#ways.get(connection)
    if (known) return known
    const ways: Ways = { up: null, down: new Map() }
    this.#ways.set(connection, ways)
    return ways
  }
}
