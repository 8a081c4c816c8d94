import { build, type Histogram } from 'hdr-histogram-js'
import type { EngineStats } from '../../../shared/model/server'

/** Length of one step of the sliding windows. */
const stepMs = 100
/** Steps in the window of the rates: one second. */
const rateSteps = 10
/** Histograms in the window of the latencies: ten of one second each. */
const latencyParts = 10
const stepsPerPart = 10

/** Latencies are kept in whole microseconds, up to a minute, to two digits. */
const histogramOptions = {
  lowestDiscernibleValue: 1,
  highestTrackableValue: 60_000_000,
  numberOfSignificantValueDigits: 2,
} as const

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

/** Counts what happens and how fast. The clock is looked at by a timer only, not per message. */
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
  /** The newest last. */
  readonly #latencies: Histogram[] = [build(histogramOptions)]
  /** Answers in a row that took equally long, in µs, and how many: those to one chunk of a socket mostly did. */
  #repeated = { micros: 0, count: 0 }
  #steps = 0
  #timer: NodeJS.Timeout | null = null

  /** Starts the sliding windows. */
  start(): void {
    this.#timer ??= setInterval(() => this.step(), stepMs).unref()
  }

  /** Stops them; counts stay. */
  dispose(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
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
  answered(latencyMs: number): void {
    const micros = Math.min(Math.max(1, Math.round(latencyMs * 1000)), histogramOptions.highestTrackableValue)
    if (micros !== this.#repeated.micros) {
      this.#record()
      this.#repeated.micros = micros
    }
    this.#repeated.count += 1
  }

  #record(): void {
    const { micros, count } = this.#repeated
    if (count > 0) this.#latencies.at(-1)?.recordValueWithCount(micros, count)
    this.#repeated.count = 0
  }

  /** Moves the windows on by 100 ms; the timer's work, public for tests. */
  step(): void {
    this.#samples.push({ received: this.#counts.received, sent: this.#counts.sent })
    if (this.#samples.length > rateSteps + 1) this.#samples.shift()
    this.#steps += 1
    if (this.#steps % stepsPerPart === 0) this.#rotate()
  }

  /** Everything as it stands. */
  snapshot(connections: number, rooms: number): EngineStats {
    const oldest = this.#samples[0]
    const newest = this.#samples.at(-1)
    const latency = this.#percentiles()
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

  #rotate(): void {
    this.#record()
    // The oldest becomes the newest: no new memory per second.
    const next = this.#latencies.length < latencyParts ? build(histogramOptions) : this.#latencies.shift()
    next?.reset()
    if (next) this.#latencies.push(next)
  }

  #percentiles(): { readonly p50: number; readonly p99: number } | null {
    this.#record()
    const all = build(histogramOptions)
    for (const part of this.#latencies) if (part.totalCount > 0) all.add(part)
    if (all.totalCount === 0) return null
    return { p50: all.getValueAtPercentile(50) / 1000, p99: all.getValueAtPercentile(99) / 1000 }
  }
}
