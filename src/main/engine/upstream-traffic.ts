import { type DataType, isData, type MessageType, type Payload } from '../../shared/model/message'
import type { Delivery } from './delivery'
import type { EngineParts } from './engine-parts'
import type { UpstreamTarget } from './handlers/protocol'
import { Vigil } from './handlers/vigil'
import type { Passage } from './holds/hold-item'
import type { UpstreamEvents } from './passthrough/link-events'
import { Shortcuts } from './passthrough/shortcuts'
import type { Connection } from './server/connection'

/** A client that waits for its reply mostly sends again within this time. */
const vigilMs = 0.15

/**
 * What goes to upstreams and comes from them: captured, and decided on by the handlers' worker, which has the rules; where it
 * would decide the same about each message it is not asked again.
 */
export class UpstreamTraffic implements UpstreamEvents {
  readonly #shortcuts = new Shortcuts()
  readonly #vigil = new Vigil(vigilMs)

  /** The parts are asked for when something happens: the links are one of them. */
  constructor(
    private readonly partsOf: () => EngineParts,
    private readonly deliveryOf: () => Delivery,
  ) {}

  opened(connection: Connection, rule: string): void {
    this.#capture('upstream-open', connection, `rule ${rule}`, 0)
  }

  message(connection: Connection, rule: string, type: MessageType, payload: Payload): void {
    const { capture, holds } = this.partsOf()
    const { number, info } = connection
    const entry = capture.append(type, 'from-upstream', 'upstream', number, info.path, payload, 0, 0)
    // A heartbeat must not have the replies behind it wait for the handlers' worker.
    if (!isData(type)) return
    connection.figures?.receivedFromUpstream()
    if (holds.isOn) {
      const pass: Passage['pass'] = (kind, data, released) => {
        this.#passOn(connection, rule, kind, data, released)
        return true
      }
      if (holds.take({ connection, direction: 'from-upstream', type, payload, entry, pass })) return
    }
    this.#passOn(connection, rule, type, payload, entry)
  }

  sent(connection: Connection): void {
    connection.figures?.sentUpstream()
  }

  /** `policy` relay: the client gets the same close, behind what the upstream sent before. */
  closed(connection: Connection, rule: string, code: number, reason: string, policy: 'relay' | 'keep'): void {
    const text = reason === '' ? `rule ${rule}` : `rule ${rule}: ${reason}`
    this.#capture('upstream-close', connection, text, code)
    if (policy !== 'relay') return
    this.partsOf().holds.passUnheld(connection, 'from-upstream')
    this.partsOf().work.queue.whenHandled(connection.number, () => connection.close(code, reason))
  }

  failed(connection: Connection, rule: string, reason: string, undelivered: number): void {
    const lost =
      undelivered === 0 ? '' : `, ${undelivered} ${undelivered === 1 ? 'message was' : 'messages were'} lost`
    const text = `rule ${rule}: ${reason}${lost}`
    this.#capture('upstream-error', connection, text, 0)
    this.partsOf().console.add('error', `${connection.id}: ${text}`)
  }

  drained(): void {
    // The link has had the client read on by itself.
  }

  /** Sends a client's message to a rule's upstream; `cause`: its entry. Returns the entry of what is sent. */
  forward(
    cause: number,
    connection: Connection,
    rule: string,
    target: UpstreamTarget,
    type: MessageType,
    payload: Payload,
  ): number {
    const { capture, holds, links } = this.partsOf()
    const { number, info } = connection
    // Entries below 0 are the engine's own and have no row.
    const entry = capture.append(
      type,
      'to-upstream',
      'client',
      number,
      info.path,
      payload,
      0,
      Math.max(0, cause),
    )
    if (holds.isOn && isData(type)) {
      const pass: Passage['pass'] = (kind, data) => {
        links.forward(connection, rule, target, kind, data)
        return true
      }
      if (holds.take({ connection, direction: 'to-upstream', type, payload, entry, pass })) return entry
    }
    links.forward(connection, rule, target, type, payload)
    return entry
  }

  /** Until the rules or the code change, every message of the client goes where this one, `cause`, has gone. */
  alwaysForwards(cause: number, connection: Connection, rule: string, target: UpstreamTarget): void {
    this.#shortcuts.learnUp(cause, connection, rule, target)
  }

  /** Until the rules or the code change, every reply through the rule reaches the client as this one, `cause`, has. */
  alwaysDelivers(cause: number, connection: Connection, rule: string): void {
    this.#shortcuts.learnDown(cause, connection, rule)
  }

  /** What the worker decided may be decided otherwise from now on. */
  rulesChanged(): void {
    this.#shortcuts.forget(this.partsOf().capture.lastSeq)
  }

  /** Sends a client's message upstream where nobody has to be asked; false where the worker decides. */
  takeFromClient(connection: Connection, type: MessageType, payload: Payload, entry: number): boolean {
    const up = this.#shortcuts.up(connection)
    // Behind what the worker is still busy with: messages keep their order.
    if (up === null || !isData(type) || !this.partsOf().work.queue.isIdle(connection.number)) return false
    this.#vigil.end()
    const startedAt = performance.now()
    this.forward(entry, connection, up.rule, up.target, type, payload)
    this.#passedOn(connection, entry, up.step, startedAt)
    return true
  }

  #passOn(connection: Connection, rule: string, type: DataType, payload: Payload, entry: number): void {
    const { queue } = this.partsOf().work
    const step = this.#shortcuts.down(connection, rule)
    if (step === null || !queue.isIdle(connection.number)) {
      queue.upstreamMessage(connection.number, entry, rule, type, payload)
      return
    }
    const startedAt = performance.now()
    this.deliveryOf().send(connection, type, payload, 'upstream', entry)
    this.#passedOn(connection, entry, step, startedAt)
    this.#vigil.begin()
  }

  /** In *Why* and in the statistics it is as if the worker had done it. */
  #passedOn({ figures }: Connection, entry: number, step: string, startedAt: number): void {
    const durationMs = Math.round((performance.now() - startedAt) * 1000) / 1000
    this.partsOf().capture.step(entry, step, durationMs)
    figures?.passedOn(durationMs)
  }

  #capture(
    kind: 'upstream-open' | 'upstream-close' | 'upstream-error',
    connection: Connection,
    text: string,
    code: number,
  ): void {
    const { number, info } = connection
    this.partsOf().capture.append(kind, 'from-upstream', 'upstream', number, info.path, text, code, 0)
  }
}
