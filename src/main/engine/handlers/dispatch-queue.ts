import type { CloseInfo } from '../../../shared/model/connection'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { Clock } from '../clock'
import { EffectSet } from './effect-set'
import {
  type DispatchedConnection,
  type DispatchTarget,
  judge,
  type Lane,
  type LaneEvent,
  type Loss,
  type WorkEnd,
  writeLaneEvent,
} from './lane'
import type { AdoptedConnection } from './protocol'

/** Above either, reading from the connection stops; it goes on at half. */
const highWaterMark = { events: 1024, bytes: 4 * 1024 * 1024 }

export interface DispatchListener<C> {
  /** The connection as a worker adopts it, as of now. */
  describe(connection: C): AdoptedConnection
  /** An event that is not delivered again: it ended its worker, or it had acted before its worker ended. */
  lost(connection: C, event: LaneEvent, loss: Loss, end: WorkEnd): void
  /** A connection has ended: whoever knows it may forget it, but for `target`, which handles its end. */
  gone(connection: number, close: CloseInfo, target: DispatchTarget | null): void
  /** The target serves no connection any more. */
  released(target: DispatchTarget): void
  backpressure(connection: C, isPaused: boolean): void
  /** The first answer to an event, milliseconds after it came. */
  answered(connection: C, latencyMs: number): void
}

/**
 * Every connection's events, strictly in order, on their way to the version of the handlers that serves it.
 * An event is retained until its `handled`, so that nothing is lost when a worker ends, and a connection
 * changes over to newer code only between two events.
 */
export class DispatchQueue<C extends DispatchedConnection> {
  readonly #lanes = new Map<number, Lane<C>>()
  /** The lane looked up last: events and commands of one connection mostly come one behind the other. */
  #latest: Lane<C> | null = null
  readonly #waitingForEnd: (() => void)[] = []
  readonly #effects = new EffectSet(() => this.#retained())
  #current: DispatchTarget | null = null

  constructor(
    private readonly listener: DispatchListener<C>,
    private readonly clock: Clock,
    /** Numbers for events that have no traffic entry: negative, so that they are never taken for one. */
    private readonly nextInternalEntry: () => number,
  ) {}

  /** Connections whose last event has not been handled. */
  get size(): number {
    return this.#lanes.size
  }

  /** Whether nothing that the connection has sent or been told of waits to be handled. */
  isIdle(connection: number): boolean {
    const lane = this.#laneOf(connection)
    return lane !== null && lane.close === null && lane.events.length === 0
  }

  /** Visits the connections with events that are not handled. */
  eachWaiting(visit: (connection: C, events: number) => void): void {
    for (const { connection, events } of this.#lanes.values()) {
      if (events.length > 0) visit(connection, events.length)
    }
  }

  opened(connection: C, entry: number): void {
    const lane: Lane<C> = {
      connection,
      target: null,
      version: 0,
      events: [],
      sent: 0,
      bytes: 0,
      isPaused: false,
      close: null,
    }
    this.#lanes.set(connection.number, lane)
    this.#append(lane, { kind: 'opened', ...this.#retain(entry, 0) })
  }

  message(connection: number, entry: number, type: MessageType, payload: Payload): void {
    const lane = this.#openLane(connection)
    if (!lane) return
    // The way of nearly every event, hence no spread.
    const [bytes, at] = [payload.length, this.clock.now()]
    this.#append(lane, {
      kind: 'message',
      entry,
      bytes,
      at,
      hasActed: false,
      isAnswered: false,
      endedWorkers: 0,
      after: null,
      type,
      payload,
    })
  }

  upstreamMessage(
    connection: number,
    entry: number,
    rule: string,
    type: MessageType,
    payload: Payload,
  ): void {
    const lane = this.#openLane(connection)
    if (!lane) return
    this.#append(lane, {
      kind: 'upstreamMessage',
      ...this.#retain(entry, payload.length),
      rule,
      type,
      payload,
    })
  }

  closed(connection: number, entry: number, close: CloseInfo): void {
    const lane = this.#openLane(connection)
    if (!lane) return
    this.#append(lane, { kind: 'closed', ...this.#retain(entry, 0), close })
    lane.close = close
    // Those who only know it must not count it among the open ones until its last event is handled.
    this.listener.gone(connection, close, lane.target)
  }

  /** A command that `cause` led to is applied; `isAnswer` where it sends something to `connection`. */
  acted(cause: number, connection: number, isAnswer: boolean): void {
    if (cause === 0) return
    const lane = this.#laneOf(connection)
    const event = lane?.events[0]
    if (!lane || event?.entry !== cause) {
      this.#effects.add(cause)
      return
    }
    if (isAnswer && !event.isAnswered) {
      this.listener.answered(lane.connection, this.clock.now() - event.at)
      event.isAnswered = true
    }
    event.hasActed = true
  }

  /** `target` is done with an event. */
  handled(target: DispatchTarget, connection: number, entry: number): void {
    const lane = this.#laneOf(connection)
    // An answer that a worker gave after its events were taken away from it.
    if (lane?.target !== target || lane.sent === 0 || lane.events[0]?.entry !== entry) return
    const event = this.#shift(lane)
    target.inFlight -= 1
    lane.sent -= 1
    if (this.#effects.take(entry) && event.kind === 'message' && !event.isAnswered) {
      this.listener.answered(lane.connection, this.clock.now() - event.at)
    }
    event.after?.()
    if (event.kind === 'closed') this.#remove(lane, event.close, target)
    else if (lane.sent === 0 && target !== this.#current) this.#attachToCurrent(lane)
  }

  /** From now on `target` serves; connections go over to it as soon as their former one is done with them. */
  switchTo(target: DispatchTarget): void {
    this.#current = target
    // All connections and rooms are known there before any callback runs, also those served elsewhere yet.
    for (const lane of this.#lanes.values()) {
      // One that has ended is introduced when what it has left comes here, if it does.
      if (lane.close && lane.sent > 0) continue
      if (lane.sent > 0 || lane.events[0]?.kind !== 'opened') this.#introduce(lane, target)
    }
    for (const lane of this.#lanes.values()) if (lane.sent === 0) this.#attachToCurrent(lane, true)
  }

  /**
   * Takes back what `target` had not finished when it ended, and lets the current target have it or keeps
   * it until there is one.
   */
  takeBack(target: DispatchTarget, end: WorkEnd): void {
    if (this.#current === target) this.#current = null
    for (const lane of this.#lanes.values()) {
      if (lane.target !== target) continue
      this.#dropUnrepeatable(lane, end)
      this.#detach(lane)
      lane.sent = 0
      if (lane.close && lane.events.length === 0) this.#remove(lane, lane.close, null)
      else this.#attachToCurrent(lane)
    }
    target.inFlight = 0
  }

  /** Runs `task` once all events that the connection has now are handled. */
  whenHandled(connection: number, task: () => void): void {
    const last = this.#lanes.get(connection)?.events.at(-1)
    if (!last) {
      task()
      return
    }
    const former = last.after
    last.after = () => {
      former?.()
      task()
    }
  }

  /** Resolves when every connection's last event is handled, after `timeoutMs` at the latest. */
  emptied(timeoutMs: number): Promise<void> {
    if (this.#lanes.size === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const cancelTimer = this.clock.after(timeoutMs, resolve)
      this.#waitingForEnd.push(() => {
        cancelTimer()
        resolve()
      })
    })
  }

  /** Who serves the connection, null for nobody at present. */
  targetOf(connection: number): DispatchTarget | null {
    return this.#lanes.get(connection)?.target ?? null
  }

  /** The retained event with this entry, as 32 bits, and its connection. */
  find(entry32: number): { readonly connection: C; readonly event: LaneEvent } | null {
    for (const { connection, events } of this.#lanes.values()) {
      const event = events.find(({ entry }) => (entry | 0) === entry32)
      if (event) return { connection, event }
    }
    return null
  }

  #retain(
    entry: number,
    bytes: number,
  ): Pick<LaneEvent, 'entry' | 'bytes' | 'at' | 'hasActed' | 'isAnswered' | 'endedWorkers' | 'after'> {
    return {
      entry,
      bytes,
      at: this.clock.now(),
      hasActed: false,
      isAnswered: false,
      endedWorkers: 0,
      after: null,
    }
  }

  #laneOf(connection: number): Lane<C> | null {
    if (this.#latest?.connection.number === connection) return this.#latest
    this.#latest = this.#lanes.get(connection) ?? null
    return this.#latest
  }

  #openLane(connection: number): Lane<C> | null {
    const lane = this.#laneOf(connection)
    return lane && !lane.close ? lane : null
  }

  #append(lane: Lane<C>, event: LaneEvent): void {
    lane.events.push(event)
    lane.bytes += event.bytes
    if (lane.target === null) this.#attachToCurrent(lane)
    else if (lane.target === this.#current) this.#send(lane, lane.target)
    if (!lane.isPaused && (lane.events.length > highWaterMark.events || lane.bytes > highWaterMark.bytes)) {
      lane.isPaused = true
      lane.connection.pauseReading('backpressure')
      this.listener.backpressure(lane.connection, true)
    }
  }

  /** Hands the lane with all that waits in it to the current target, if there is one. */
  #attachToCurrent(lane: Lane<C>, isIntroduced = false): void {
    const target = this.#current
    this.#detach(lane)
    if (!target) return
    lane.target = target
    target.lanes += 1
    const first = lane.events[0]?.kind
    const isNewer = lane.version !== target.version
    lane.version = target.version
    // Those two introduce the connection themselves.
    if (first !== 'opened' && first !== 'reloaded') {
      if (isNewer && !lane.close) {
        lane.events.unshift({ kind: 'reloaded', ...this.#retain(this.nextInternalEntry(), 0) })
      } else if (!isIntroduced) {
        this.#introduce(lane, target)
      }
    }
    this.#send(lane, target)
  }

  #introduce(lane: Lane<C>, target: DispatchTarget): void {
    target.write().adopted(0, this.listener.describe(lane.connection), false)
  }

  #detach(lane: Lane<C>): void {
    const { target } = lane
    if (!target) return
    lane.target = null
    target.lanes -= 1
    if (target.lanes === 0) this.listener.released(target)
  }

  #send(lane: Lane<C>, target: DispatchTarget): void {
    for (let index = lane.sent; index < lane.events.length; index++) {
      const event = lane.events[index]
      if (!event) break
      writeLaneEvent(target.write(), event, lane.connection.number, () =>
        this.listener.describe(lane.connection),
      )
      target.inFlight += 1
    }
    lane.sent = lane.events.length
  }

  #shift(lane: Lane<C>): LaneEvent {
    const event = lane.events.shift()
    if (!event) throw new Error('A lane was shortened below nothing')
    lane.bytes -= event.bytes
    // An array keeps the room that it once needed, and many a connection never sends anything.
    if (event.kind === 'opened' && lane.events.length === 0) lane.events = []
    this.#resumeBelowHalf(lane)
    return event
  }

  #resumeBelowHalf(lane: Lane<C>): void {
    if (!lane.isPaused) return
    if (lane.events.length > highWaterMark.events / 2 || lane.bytes > highWaterMark.bytes / 2) return
    lane.isPaused = false
    lane.connection.resumeReading('backpressure')
    this.listener.backpressure(lane.connection, false)
  }

  /** `by` ran its `onDisconnect` and has forgotten it by itself; null for nobody. */
  #remove(lane: Lane<C>, close: CloseInfo, by: DispatchTarget | null): void {
    this.#lanes.delete(lane.connection.number)
    this.#latest = null
    this.listener.gone(lane.connection.number, close, by)
    this.#detach(lane)
    if (this.#lanes.size > 0) return
    for (const resolve of this.#waitingForEnd.splice(0)) resolve()
  }

  #dropUnrepeatable(lane: Lane<C>, end: WorkEnd): void {
    const kept: LaneEvent[] = []
    for (const [index, event] of lane.events.entries()) {
      const hasActed = this.#effects.take(event.entry) || event.hasActed
      const loss = index < lane.sent ? judge(event, index === 0, hasActed, end) : null
      if (loss) {
        lane.bytes -= event.bytes
        this.listener.lost(lane.connection, event, loss, end)
        event.after?.()
      } else {
        kept.push(event)
      }
    }
    lane.events = kept
    this.#resumeBelowHalf(lane)
  }

  *#retained(): IterableIterator<number> {
    for (const lane of this.#lanes.values()) for (const event of lane.events) yield event.entry
  }
}
