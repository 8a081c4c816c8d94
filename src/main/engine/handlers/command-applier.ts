import type { Json } from '../../../shared/json'
import type { ConsoleLevel, HandlerProblem, SourceLocation } from '../../../shared/model/handlers'
import type { LoggedValue } from '../../../shared/model/logged-value'
import type { MessageType, Payload } from '../../../shared/model/message'
import { readLoggedValues } from '../../../shared/model/read-logged-values'
import { placeInterval, placeLine } from '../capture/sent-from'
import type { Delivery } from '../delivery'
import type { EngineParts } from '../engine-parts'
import type { Connection } from '../server/connection'
import type { SharedState } from '../shared-state'
import { readCommands } from './command-batch'
import type { Generation } from './generation'
import type { BatchItem, HandlerCommands, UpgradeDecision, UpstreamTarget } from './protocol'

/** Applies what a version of the handlers commands, in its order. */
export class CommandApplier {
  constructor(
    private readonly parts: EngineParts,
    private readonly delivery: Delivery,
    private readonly shared: SharedState,
  ) {}

  apply(from: Generation, items: readonly BatchItem[]): void {
    readCommands(items, new Commands(from, this.parts, this.delivery, this.shared))
  }
}

/** The commands of one batch. A connection that is gone meanwhile is no error: its client was faster. */
class Commands implements HandlerCommands {
  /** The connection looked up last: commands for one mostly come one behind the other. */
  #latest: Connection | undefined
  /** Where the next command was called, where that was told. */
  #place: SourceLocation | null = null

  constructor(
    private readonly from: Generation,
    private readonly parts: EngineParts,
    private readonly delivery: Delivery,
    private readonly shared: SharedState,
  ) {}

  upgradeDecision(request: number, decision: UpgradeDecision): void {
    this.parts.work.upgrades.decided(request, decision)
  }

  matched(connection: number, handlers: readonly string[]): void {
    const target = this.parts.connections.get(connection)
    if (!target || String(target.handlers) === String(handlers)) return
    target.handlers = handlers
    this.parts.changes.tell(target)
  }

  calledAt(place: SourceLocation): void {
    this.#place = place
  }

  send(cause: number, connection: number, type: MessageType, payload: Payload): void {
    this.parts.work.acted(cause, connection, true)
    if (this.#latest?.number !== connection) this.#latest = this.parts.connections.get(connection)
    const target = this.#latest
    const entry = target ? this.delivery.send(target, type, payload, 'handler', cause) : 0
    if (this.#place !== null) this.#notePlace(this.#place, entry, entry)
  }

  close(cause: number, connection: number, code: number, reason: string): void {
    this.parts.work.acted(cause, connection, false)
    const target = this.parts.connections.get(connection)
    if (!target || target.state === 'closing') {
      this.#place = null
      return
    }
    const { number, info } = target
    const text = reason === '' ? null : reason
    const entry = this.parts.capture.append(
      'close',
      'to-client',
      'handler',
      number,
      info.path,
      text,
      code,
      Math.max(0, cause),
    )
    if (this.#place !== null) this.#notePlace(this.#place, entry, entry)
    target.close(code, reason)
  }

  join(cause: number, connection: number, room: string): void {
    this.parts.work.acted(cause, connection, false)
    const target = this.parts.connections.get(connection)
    if (target) this.shared.join(target, room, this.from)
  }

  leave(cause: number, connection: number, room: string): void {
    this.parts.work.acted(cause, connection, false)
    const target = this.parts.connections.get(connection)
    if (target) this.shared.leave(target, room, this.from)
  }

  broadcast(cause: number, room: string, payload: Payload, except: number): void {
    this.parts.work.acted(cause, 0, true)
    const before = this.parts.capture.lastSeq
    this.delivery.broadcast(room, payload, except, 'handler', cause)
    if (this.#place !== null) this.#notePlace(this.#place, before + 1, this.parts.capture.lastSeq)
  }

  setMetadata(connection: number, key: string, value: Json | undefined): void {
    const target = this.parts.connections.get(connection)
    if (target) this.shared.setMetadata(target, key, value, this.from)
  }

  setState(key: string, value: Json | undefined): void {
    this.shared.setState(key, value, this.from)
  }

  forward(
    cause: number,
    connection: number,
    rule: string,
    upstream: UpstreamTarget,
    type: MessageType,
    payload: Payload,
    always: boolean,
  ): void {
    const { connections, upstreams, work } = this.parts
    work.acted(cause, connection, false)
    const source = connections.get(connection)
    if (!source) {
      this.#place = null
      return
    }
    if (always) upstreams.alwaysForwards(cause, source, rule, upstream)
    const entry = upstreams.forward(cause, source, rule, upstream, type, payload)
    if (this.#place !== null) this.#notePlace(this.#place, entry, entry)
  }

  deliver(
    cause: number,
    connection: number,
    rule: string,
    type: MessageType,
    payload: Payload,
    edited: boolean,
    always: boolean,
  ): void {
    const { capture, connections, upstreams, work } = this.parts
    work.acted(cause, connection, false)
    const target = connections.get(connection)
    if (!target) return
    if (always) upstreams.alwaysDelivers(cause, target, rule)
    const entry = this.delivery.send(target, type, payload, edited ? 'handler' : 'upstream', cause)
    if (edited && entry !== 0) capture.edited(entry)
  }

  drainRequest(connection: number, request: number): void {
    const target = this.parts.connections.get(connection)
    const answer = (): void => {
      if (this.from.state !== 'ended') this.from.write().drained(connection, request)
    }
    if (target) target.whenDrained(answer)
    else answer()
  }

  log(
    cause: number,
    level: ConsoleLevel,
    text: string,
    location: SourceLocation | null,
    values: readonly LoggedValue[],
  ): void {
    this.parts.console.add(level, text, location, cause, readLoggedValues(values))
  }

  failed(cause: number, connection: number, handler: string, kind: string, problem: HandlerProblem): void {
    const { capture, connections, console, meter, work } = this.parts
    meter.handlerFailed()
    const path = connections.get(connection)?.info.path ?? ''
    const text = `${handler}: ${problem.message}${kind === 'generic' ? '' : ` (${kind})`}`
    capture.append('handler-error', 'none', 'handler', connection, path, text, 0, Math.max(0, cause))
    console.add('error', text, problem.location, cause)
    work.actions.failed(cause, problem.message)
  }

  /** A broadcast's entries are many: those between find the note of one before them. */
  #notePlace(place: SourceLocation, first: number, last: number): void {
    const line = placeLine(place)
    this.#place = null
    for (let entry = Math.max(1, first); entry <= last; entry += placeInterval) {
      this.parts.capture.why(entry, line)
    }
  }

  took(pathId: number, pairs: readonly number[]): void {
    this.parts.meter.handled(pathId, pairs)
  }

  handled(entry: number, connection: number, why: string, durationMs: number | null): void {
    if (entry > 0) {
      if (durationMs === null) this.parts.capture.why(entry, why)
      else this.parts.capture.step(entry, why, durationMs)
    }
    this.parts.work.handled(this.from, connection, entry)
  }
}
