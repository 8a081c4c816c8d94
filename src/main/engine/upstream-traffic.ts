import type { MessageType, Payload } from '../../shared/model/message'
import type { EngineParts } from './engine-parts'
import type { Passage } from './holds/hold-item'
import type { UpstreamEvents } from './passthrough/link-events'
import type { Connection } from './server/connection'

/** What upstreams do: captured, and passed on to the handlers, whose rules filter it. */
export class UpstreamTraffic implements UpstreamEvents {
  /** The parts are asked for when something happens: the links are one of them. */
  constructor(private readonly partsOf: () => EngineParts) {}

  opened(connection: Connection, rule: string): void {
    this.#capture('upstream-open', connection, `rule ${rule}`, 0)
  }

  message(connection: Connection, rule: string, type: MessageType, payload: Payload): void {
    const { capture, holds, work } = this.partsOf()
    const { number, info } = connection
    if (type === 'text' || type === 'binary') connection.figures?.receivedFromUpstream()
    const entry = capture.append(type, 'from-upstream', 'upstream', number, info.path, payload, 0, 0)
    if (holds.isOn && (type === 'text' || type === 'binary')) {
      const pass: Passage['pass'] = (kind, data, released) => {
        work.queue.upstreamMessage(number, released, rule, kind, data)
        return true
      }
      if (holds.take({ connection, direction: 'from-upstream', type, payload, entry, pass })) return
    }
    work.queue.upstreamMessage(number, entry, rule, type, payload)
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
