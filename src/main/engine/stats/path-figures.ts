import { SampleRing } from './sample-ring'
import { SlidingDurations } from './sliding-durations'
import { TrafficCounts } from './traffic-counts'

/** What was counted and measured on one path, or on all those that have no figures of their own. */
export class PathFigures {
  /** Of connections that are closed, and of the upstream legs of all. */
  readonly ended = new TrafficCounts()
  /** Of the connections that were open when they were last looked at. */
  readonly open = new TrafficCounts()
  readonly latency = new SlidingDurations()
  readonly handlerTime = new SlidingDurations()
  readonly samples = new SampleRing()
  /** Open ones. */
  connections = 0
  /** When the last connection was closed, in milliseconds since the epoch. */
  lastUsedAt = 0
  /** As they were last looked at. */
  waitingEvents = 0
  waitingBytes = 0
  /** The totals at the end of the second before. */
  readonly #before = new TrafficCounts()

  constructor(
    readonly id: number,
    /** Null for those of many paths. */
    readonly path: string | null,
  ) {}

  /** A message was sent to an upstream. */
  sentUpstream(): void {
    this.ended.toUpstream += 1
  }

  /** A message came from an upstream. */
  receivedFromUpstream(): void {
    this.ended.fromUpstream += 1
  }

  /** A message that no worker was asked about was passed on by a rule. */
  passedOn(durationMs: number): void {
    this.handlerTime.add(durationMs * 1000, 1)
  }

  /** Everything that was counted here, as it was last looked at. */
  totals(): TrafficCounts {
    const totals = new TrafficCounts()
    totals.add(this.ended)
    totals.add(this.open)
    return totals
  }

  /** Takes over what was counted on a path that gives its place away; it did not happen in this second. */
  absorb(other: PathFigures): void {
    // It has no open connections: `open` is only what was seen of them last.
    this.ended.add(other.ended)
    this.#before.add(other.ended)
    this.latency.addAll(other.latency.takeSecond())
    this.handlerTime.addAll(other.handlerTime.takeSecond())
  }

  /** Ends a second that took `seconds`; `captureBytes` is NaN where it is not known for this path. */
  sample(at: number, seconds: number, captureBytes: number): void {
    const totals = this.totals()
    const before = this.#before
    const latency = this.latency.percentiles()
    const handler = this.handlerTime.percentiles()
    this.samples.add(at, {
      received: (totals.received - before.received) / seconds,
      sent: (totals.sent - before.sent) / seconds,
      toUpstream: (totals.toUpstream - before.toUpstream) / seconds,
      fromUpstream: (totals.fromUpstream - before.fromUpstream) / seconds,
      receivedBytes: (totals.receivedBytes - before.receivedBytes) / seconds,
      sentBytes: (totals.sentBytes - before.sentBytes) / seconds,
      connections: this.connections,
      latencyP50: latency?.p50 ?? Number.NaN,
      latencyP95: latency?.p95 ?? Number.NaN,
      latencyP99: latency?.p99 ?? Number.NaN,
      handlerP50: handler?.p50 ?? Number.NaN,
      handlerP95: handler?.p95 ?? Number.NaN,
      handlerP99: handler?.p99 ?? Number.NaN,
      waitingEvents: this.waitingEvents,
      waitingBytes: this.waitingBytes,
      captureBytes,
    })
    before.reset()
    before.add(totals)
  }
}
