import type * as api from '../../../../shared/handler-api/understudy'
import type { MessageType, Payload } from '../../../../shared/model/message'
import { letThrough, ruleActor } from '../rule-steps'
import type { ConnectionReplica } from './connection-replica'
import type { ContextHost } from './context-host'
import { HandlerError } from './handler-error'
import type { HandlerRunner } from './handler-runner'
import type { RuleOnPath } from './passthrough-rules'
import type { WhyTrail } from './why-trail'
import { ConnectionContext } from './ws-context'
import { copyBytes, TextMessage, toMessage } from './ws-message'

type DataMessage = api.TextMessage | api.BinaryMessage

/** Brings a message of an upstream to its client: the rule's filter, then the handlers that want to see it. */
export class UpstreamDelivery {
  constructor(
    private readonly host: ContextHost,
    private readonly runner: HandlerRunner,
  ) {}

  /** A promise that it returns never rejects. */
  deliver(
    connection: ConnectionReplica,
    entry: number,
    ruleName: string,
    type: MessageType,
    payload: Payload,
    trail: WhyTrail,
  ): Promise<void> | undefined {
    const message = toMessage(type, payload)
    // An upstream's pings and pongs are the link's own affair.
    if (message.type !== 'text' && message.type !== 'binary') return undefined
    const rule = this.host.rules.for(connection).on.find(({ name }) => name === ruleName)
    const verdict = this.#verdict(rule, connection, entry, ruleName, message)
    trail.add(ruleActor(ruleName), verdict)
    if (!rule || verdict !== letThrough) return undefined
    if (connection.handlers.some(({ handler }) => handler.onUpstreamMessage)) {
      return this.#edit(connection, entry, ruleName, message, trail)
    }
    this.#send(connection, entry, ruleName, message, false, rule.deliversAll)
    return undefined
  }

  #verdict(
    rule: RuleOnPath | undefined,
    connection: ConnectionReplica,
    entry: number,
    ruleName: string,
    message: DataMessage,
  ): string {
    if (!rule) {
      return connection.ruleSwitch(ruleName) === false
        ? 'dropped it: the rule is off for this connection'
        : 'dropped it: the rule is switched off'
    }
    try {
      if (this.runner.enter(entry, () => rule.delivers(message))) return letThrough
    } catch (error) {
      this.runner.failed(entry, connection.number, `rule ${ruleName}`, 'its filter', error)
      return 'dropped it: the filter failed'
    }
    return 'dropped it: not what the rule lets through to the client'
  }

  async #edit(
    connection: ConnectionReplica,
    entry: number,
    rule: string,
    original: DataMessage,
    trail: WhyTrail,
  ): Promise<void> {
    let message = original
    for (const { name, handler, params } of connection.handlers) {
      if (!handler.onUpstreamMessage) continue
      const ctx = new ConnectionContext(this.host, connection, params, entry, message)
      try {
        const current = message
        const answer: unknown = await this.runner.enter(entry, () =>
          handler.onUpstreamMessage?.(ctx, current),
        )
        if (answer === null) {
          trail.add(name, 'dropped it')
          return
        }
        if (answer !== undefined) message = replacement(answer)
        trail.add(name, answer === undefined ? 'let it pass' : 'replaced it')
      } catch (error) {
        this.runner.failed(entry, connection.number, name, 'onUpstreamMessage', error)
        trail.add(name, 'onUpstreamMessage threw')
      }
      if (ctx.isStopped) break
    }
    this.#send(connection, entry, rule, message, message !== original, false)
  }

  #send(
    connection: ConnectionReplica,
    entry: number,
    rule: string,
    message: DataMessage,
    edited: boolean,
    always: boolean,
  ): void {
    // The client may have left while a handler looked at the message.
    if (connection.state !== 'open') return
    const payload = message.type === 'text' ? message.text : message.data
    this.host.commands.deliver(entry, connection.number, rule, message.type, payload, edited, always)
  }
}

/** @throws HandlerError for what can't take a data message's place. */
function replacement(answer: unknown): DataMessage {
  if (typeof answer === 'object' && answer !== null && 'type' in answer) {
    if (answer.type === 'text' && 'text' in answer && typeof answer.text === 'string') {
      return new TextMessage(answer.text)
    }
    // Checked when it is copied.
    if (answer.type === 'binary' && 'data' in answer) {
      return { type: 'binary', data: copyBytes(answer.data as api.Bytes) }
    }
  }
  throw new HandlerError('generic', 'onUpstreamMessage returns nothing, null, or a text or binary message')
}
