import type { EngineStats } from '../../../shared/model/server'
import type { StatisticsHistory } from '../../../shared/model/statistics'
import { type Clock, systemClock } from '../clock'
import { PathFigures } from './path-figures'
import { PathTable } from './path-table'
import type { TrafficCounts } from './traffic-counts'

/** Length of one step of the sliding windows. */
const stepMs = 100
/** Steps in the window of the rates, and in one sample: one second. */
const stepsPerSecond = 10

type Count =
  | 'received'
  | 'sent'
  | 'receivedBytes'
  | 'sentBytes'
  | 'refused'
  | 'limited'
  | 'reloads'
  | 'restarts'
  | 'handlerErrors'

/** A connection as it is measured. */
export interface MeteredConnection {
  /** Whose path's figures it counts for, from its opening on. */
  figures: PathFigures | null
  readonly info: { readonly path: string }
  /** Bytes that wait to be read by the client. */
  readonly bufferedBytes: number
  /** Adds what was counted since it was opened. */
  addCountsTo(sum: TrafficCounts): void
}

/** What is looked at once a second instead of being counted with every message. */
export interface MeterSources {
  /** The open ones. */
  readonly connections: Iterable<MeteredConnection>
  /** Visits those with events that handlers have not finished. */
  eachWaiting(visit: (connection: MeteredConnection, events: number) => void): void
  /** Bytes that the traffic log has not stored yet. */
  captureBytes(): number
}

const noSources: MeterSources = { connections: [], eachWaiting: () => undefined, captureBytes: () => 0 }

/** Counts what happens and how fast, per path too. The clock is looked at by a timer only, not per message. */
export class StatsMeter {
  readonly #counts: Record<Count, number> = {
    received: 0,
    sent: 0,
    receivedBytes: 0,
    sentBytes: 0,
    refused: 0,
    limited: 0,
    reloads: 0,
    restarts: 0,
    handlerErrors: 0,
  }
  /** Totals at the end of each of the last steps, oldest first. */
  readonly #samples: { readonly received: number; readonly sent: number }[] = [{ received: 0, sent: 0 }]
  readonly #paths: PathTable
  /** Those of all paths together. */
  readonly #all = new PathFigures(-1, null)
  /** Answers in a row that took equally long, in µs, and how many: those to one chunk of a socket mostly did. */
  #repeated: { micros: number; count: number; figures: PathFigures | null } = {
    micros: 0,
    count: 0,
    figures: null,
  }
  #sources = noSources
  #steps = 0
  #sampledAt: number
  #timer: NodeJS.Timeout | null = null

  /** `mostPaths`: how many have figures of their own. */
  constructor(
    private readonly clock: Pick<Clock, 'now'> = systemClock,
    mostPaths?: number,
  ) {
    this.#paths = new PathTable(mostPaths)
    this.#sampledAt = clock.now()
  }

  /** Starts the sliding windows. */
  start(sources: MeterSources): void {
    this.#sources = sources
    this.#timer ??= setInterval(() => this.step(), stepMs).unref()
  }

  /** Stops them; counts stay. */
  dispose(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  /** A connection was opened: it counts for its path from now on. */
  opened(connection: MeteredConnection): void {
    const figures = this.#paths.of(connection.info.path)
    figures.connections += 1
    connection.figures = figures
  }

  /** It was closed, and counts nothing any more. */
  closed(connection: MeteredConnection): void {
    const { figures } = connection
    if (figures === null) return
    connection.addCountsTo(figures.ended)
    figures.connections -= 1
    figures.lastUsedAt = Date.now()
  }

  /** A message from a client. */
  received(bytes: number): void {
    this.#counts.received += 1
    this.#counts.receivedBytes += bytes
  }

  /** A message that was sent to a client. */
  sent(bytes: number): void {
    this.#counts.sent += 1
    this.#counts.sentBytes += bytes
  }

  refused(): void {
    this.#counts.refused += 1
  }

  limited(): void {
    this.#counts.limited += 1
  }

  reloaded(): void {
    this.#counts.reloads += 1
  }

  restarted(): void {
    this.#counts.restarts += 1
  }

  handlerFailed(): void {
    this.#counts.handlerErrors += 1
  }

  /** From the arrival of a message to the write of its first answer. */
  answered(latencyMs: number, figures: PathFigures | null): void {
    const micros = Math.max(1, Math.round(latencyMs * 1000))
    if (micros !== this.#repeated.micros || figures !== this.#repeated.figures) {
      this.#record()
      this.#repeated.micros = micros
      this.#repeated.figures = figures
    }
    this.#repeated.count += 1
  }

  /** How long the handlers took over messages on a path: µs and count, µs and count, … */
  handled(pathId: number, pairs: readonly number[]): void {
    const figures = this.#paths.byId(pathId) ?? this.#paths.others
    figures.handlerTime.addAll(pairs)
  }

  #record(): void {
    const { micros, count, figures } = this.#repeated
    if (count > 0) (figures ?? this.#paths.others).latency.add(micros, count)
    this.#repeated.count = 0
  }

  /** Moves the windows on by 100 ms; the timer's work, public for tests. */
  step(): void {
    this.#samples.push({ received: this.#counts.received, sent: this.#counts.sent })
    if (this.#samples.length > stepsPerSecond + 1) this.#samples.shift()
    this.#steps += 1
    if (this.#steps % stepsPerSecond === 0) this.#endSecond()
  }

  /** Everything as it stands. */
  snapshot(connections: number, rooms: number): EngineStats {
    const oldest = this.#samples[0]
    const newest = this.#samples.at(-1)
    const latency = this.#all.latency.percentiles()
    return {
      connections,
      rooms,
      ...this.#counts,
      receivedPerSecond: (newest?.received ?? 0) - (oldest?.received ?? 0),
      sentPerSecond: (newest?.sent ?? 0) - (oldest?.sent ?? 0),
      latencyP50Ms: latency?.p50 ?? null,
      latencyP99Ms: latency?.p99 ?? null,
    }
  }

  /**
   * The last `seconds` up to `until` (milliseconds since the epoch; null: up to now) of a path, null for all; of all,
   * too, where the path has given its place away meanwhile.
   */
  history(pathId: number | null, seconds: number, until: number | null): StatisticsHistory {
    this.#look()
    const chosen = pathId === null ? null : this.#paths.byId(pathId)
    const figures = chosen ?? this.#all
    const paths = [...this.#paths].filter((one) => one !== this.#paths.others || this.#hasOthers)
    return {
      pathId: chosen?.id ?? null,
      paths: paths.map(({ id, path, connections }) => ({ id, path, connections })),
      totals: figures.totals().plain(),
      ...figures.samples.read(seconds, until ?? undefined),
    }
  }

  get #hasOthers(): boolean {
    const { connections, ended, open } = this.#paths.others
    return connections > 0 || ended.received + ended.sent + open.received + open.sent > 0
  }

  #endSecond(): void {
    this.#record()
    this.#look()
    for (const figures of this.#paths) {
      this.#all.latency.addAll(figures.latency.next())
      this.#all.handlerTime.addAll(figures.handlerTime.next())
    }
    this.#all.latency.next()
    this.#all.handlerTime.next()
    const [at, now] = [Date.now(), this.clock.now()]
    // A busy event loop is late; what took longer was no second.
    const seconds = Math.max(0.001, (now - this.#sampledAt) / 1000)
    this.#sampledAt = now
    for (const figures of this.#paths) figures.sample(at, seconds, Number.NaN)
    this.#all.sample(at, seconds, this.#sources.captureBytes())
  }

  /** Looks at all open connections: that costs the messages nothing. */
  #look(): void {
    for (const figures of this.#paths) {
      figures.open.reset()
      figures.waitingBytes = 0
      figures.waitingEvents = 0
    }
    for (const connection of this.#sources.connections) {
      const { figures } = connection
      if (figures === null) continue
      connection.addCountsTo(figures.open)
      figures.waitingBytes += connection.bufferedBytes
    }
    this.#sources.eachWaiting(({ figures }, events) => {
      if (figures !== null) figures.waitingEvents += events
    })
    this.#sumUp()
  }

  #sumUp(): void {
    const all = this.#all
    all.open.reset()
    all.connections = 0
    all.waitingBytes = 0
    all.waitingEvents = 0
    for (const figures of this.#paths) {
      all.open.add(figures.ended)
      all.open.add(figures.open)
      all.connections += figures.connections
      all.waitingBytes += figures.waitingBytes
      all.waitingEvents += figures.waitingEvents
    }
  }
}
