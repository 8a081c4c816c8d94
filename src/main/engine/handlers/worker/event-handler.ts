import type * as api from '../../../../shared/handler-api/understudy'
import type { Json } from '../../../../shared/json'
import type { CloseInfo } from '../../../../shared/model/connection'
import type { MessageType, Payload } from '../../../../shared/model/message'
import type { ActiveRule, AdoptedConnection, HandlerEvents, UpgradeDecision, UpgradeInfo } from '../protocol'
import { ruleActor, sentUpstream } from '../rule-steps'
import { runAction } from './action-run'
import type { ConnectionReplica } from './connection-replica'
import type { ContextHost } from './context-host'
import type { HandlerRegistry } from './handler-registry'
import { HandlerRunner } from './handler-runner'
import type { HandlingTimes } from './handling-times'
import { freezeJson } from './json-value'
import type { RunningMark } from './running-mark'
import { UpgradeDecider } from './upgrade-decider'
import { UpstreamDelivery } from './upstream-delivery'
import { WhyTrail } from './why-trail'
import { toMessage } from './ws-message'

type Steps = Pick<WhyTrail, 'lines' | 'durationMs'>

const nothingDone: Steps = { lines: '', durationMs: null }

/** Turns main's events into calls of handlers, and what those do into commands. */
export class EventHandler implements HandlerEvents {
  readonly #runner: HandlerRunner
  readonly #upgrades: UpgradeDecider
  readonly #delivery: UpstreamDelivery
  /** Events that are not done with. */
  #open = 0

  constructor(
    private readonly host: ContextHost,
    private readonly registry: HandlerRegistry,
    mark: RunningMark,
    private readonly times: HandlingTimes,
    /** Called when the last event is done with. */
    private readonly onIdle: () => void,
  ) {
    this.#runner = new HandlerRunner(host, mark)
    this.#upgrades = new UpgradeDecider(host, registry, this.#runner)
    this.#delivery = new UpstreamDelivery(host, this.#runner)
  }

  get isIdle(): boolean {
    return this.#open === 0
  }

  upgrade(request: number, info: UpgradeInfo): void {
    this.#open += 1
    const decided = (decision: UpgradeDecision): void => {
      this.host.commands.upgradeDecision(request, decision)
      this.#close()
    }
    const decision = this.#upgrades.decide(info)
    if (decision instanceof Promise) void decision.then(decided)
    else decided(decision)
  }

  opened(entry: number, adopted: AdoptedConnection): void {
    const connection = this.#adopt(adopted)
    this.#open += 1
    connection.queue.add(() => this.#pass('onConnect', connection, entry))
  }

  adopted(entry: number, adopted: AdoptedConnection, reloaded: boolean): void {
    const connection = this.#adopt(adopted)
    this.#open += 1
    if (reloaded) connection.queue.add(() => this.#pass('onReload', connection, entry))
    // Entry 0: main only introduces it.
    else if (entry !== 0) this.#done(entry, connection.number, nothingDone)
    else this.#close()
  }

  message(entry: number, number: number, type: MessageType, payload: Payload): void {
    this.#open += 1
    const connection = this.host.replicas.connections.get(number)
    if (!connection) {
      this.#done(entry, number, nothingDone)
    } else if (connection.queue.isIdle) {
      // The usual way, which costs neither a promise nor a closure when the handlers are synchronous.
      const pending = this.#message(connection, entry, type, payload)
      if (pending) connection.queue.occupy(pending)
    } else {
      connection.queue.add(() => this.#message(connection, entry, type, payload))
    }
  }

  upstreamMessage(entry: number, number: number, rule: string, type: MessageType, payload: Payload): void {
    this.#open += 1
    const connection = this.host.replicas.connections.get(number)
    if (!connection) {
      this.#done(entry, number, nothingDone)
      return
    }
    connection.queue.add(() => {
      const trail = new WhyTrail(performance.now())
      const pending = this.#delivery.deliver(connection, entry, rule, type, payload, trail)
      return this.#finishMessage(pending, connection, entry, trail)
    })
  }

  /** With entry 0 a connection is only forgotten: older code, which had it until its end, has told it so. */
  closed(entry: number, number: number, close: CloseInfo): void {
    this.#open += 1
    const { connections } = this.host.replicas
    const connection = connections.get(number)
    connection?.end()
    if (connection) this.host.replicas.removeFromRooms(connection)
    if (entry === 0) {
      connections.delete(number)
      this.#close()
      return
    }
    if (!connection) {
      this.#done(entry, number, nothingDone)
      return
    }
    connection.queue.add(() => {
      connection.state = 'closed'
      const trail = new WhyTrail(performance.now())
      const pending = this.#runner.run('onDisconnect', close, null, connection, entry, trail)
      return this.#finish(pending, connection, entry, trail, () => connections.delete(number))
    })
  }

  joined(number: number, room: string): void {
    const connection = this.host.replicas.connections.get(number)
    if (connection && !connection.hasEnded) this.host.replicas.join(connection, room)
  }

  left(number: number, room: string): void {
    const connection = this.host.replicas.connections.get(number)
    if (connection) this.host.replicas.leave(connection, room)
  }

  metadataSet(number: number, key: string, value: Json | undefined): void {
    this.host.replicas.connections.get(number)?.setMetadata(key, value)
  }

  stateSet(key: string, value: Json | undefined): void {
    this.host.replicas.setState(key, value)
  }

  drained(number: number, request: number): void {
    this.host.replicas.connections.get(number)?.drained(request)
  }

  action(entry: number, handler: string, action: string, input: Json | undefined): void {
    this.#open += 1
    const value = input === undefined ? undefined : freezeJson(input)
    const trail = new WhyTrail(performance.now())
    const done = (): void => this.#done(entry, 0, trail)
    const call = { entry, handler, action, input: value }
    const pending = runAction(this.host, this.registry, this.#runner, call, trail)
    if (pending) void pending.then(done)
    else done()
  }

  rules(rules: readonly ActiveRule[]): void {
    for (const problem of this.host.rules.setWorkspaceRules(rules)) {
      this.host.commands.log(0, 'error', problem, null, [])
    }
  }

  ruleSwitched(rule: string, enabled: boolean): void {
    this.host.rules.switch(rule, enabled)
  }

  ruleSwitchedFor(number: number, rule: string, enabled: boolean | undefined): void {
    const connection = this.host.replicas.connections.get(number)
    if (connection) this.host.rules.switchFor(connection, rule, enabled)
  }

  #adopt(adopted: AdoptedConnection): ConnectionReplica {
    const connection = this.host.replicas.adopt(adopted)
    connection.handlers = this.registry.match(connection.request, (name, error) => {
      this.#runner.failed(0, connection.number, name, 'handlesPath', error)
    })
    this.host.commands.matched(
      connection.number,
      connection.handlers.map(({ name }) => name),
    )
    return connection
  }

  #pass(
    callback: 'onConnect' | 'onReload',
    connection: ConnectionReplica,
    entry: number,
  ): Promise<void> | undefined {
    const trail = new WhyTrail(performance.now())
    const pending = this.#runner.run(callback, undefined, null, connection, entry, trail)
    return this.#finish(pending, connection, entry, trail)
  }

  #message(
    connection: ConnectionReplica,
    entry: number,
    type: MessageType,
    payload: Payload,
  ): Promise<void> | undefined {
    const trail = new WhyTrail(performance.now())
    const message = toMessage(type, payload)
    const isDone = this.#forward(connection, entry, message, trail)
    const pending = isDone
      ? undefined
      : this.#runner.run('onMessage', message, message, connection, entry, trail)
    return this.#finishMessage(pending, connection, entry, trail)
  }

  /** Sends the message upstream if a rule says so; true where no handler is to see it. */
  #forward(connection: ConnectionReplica, entry: number, message: api.WsMessage, trail: WhyTrail): boolean {
    if (message.type !== 'text' && message.type !== 'binary') return false
    const { on, passedOver } = this.host.rules.for(connection)
    for (const name of passedOver) trail.add(ruleActor(name), 'passed over: off for this connection')
    for (const rule of on) {
      try {
        if (!this.#runner.enter(entry, () => rule.forwards(message))) continue
      } catch (error) {
        this.#runner.failed(entry, connection.number, `rule ${rule.name}`, 'its filter', error)
        continue
      }
      const payload = message.type === 'text' ? message.text : message.data
      const { number } = connection
      const always = rule === on[0] && rule.takesAll && passedOver.length === 0
      this.host.commands.forward(entry, number, rule.name, rule.target, message.type, payload, always)
      trail.add(
        ruleActor(rule.name),
        rule.isForThisOne ? `${sentUpstream}: on for this connection` : sentUpstream,
      )
      return !rule.alsoHandle
    }
    return false
  }

  /** Ends a message, whose time counts. */
  #finishMessage(
    pending: Promise<void> | undefined,
    connection: ConnectionReplica,
    entry: number,
    trail: WhyTrail,
  ): Promise<void> | undefined {
    const done = (): void => {
      const { totalMs } = trail
      if (totalMs !== null) this.times.add(connection.pathId, totalMs)
      this.#done(entry, connection.number, trail)
    }
    if (pending) return pending.then(done)
    done()
    return undefined
  }

  /** Ends an event, at once or when its promise settles. */
  #finish(
    pending: Promise<void> | undefined,
    connection: ConnectionReplica,
    entry: number,
    trail: WhyTrail,
    last?: () => void,
  ): Promise<void> | undefined {
    const done = (): void => {
      last?.()
      this.#done(entry, connection.number, trail)
    }
    if (pending) return pending.then(done)
    done()
    return undefined
  }

  #done(entry: number, connection: number, { lines, durationMs }: Steps): void {
    this.host.commands.handled(entry, connection, lines, durationMs)
    this.#close()
  }

  #close(): void {
    this.#open -= 1
    if (this.#open === 0) this.onIdle()
  }
}
