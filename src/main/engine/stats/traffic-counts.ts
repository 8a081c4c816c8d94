import type { TrafficTotals } from '../../../shared/model/statistics'

/** Messages and payload bytes, by direction. */
export class TrafficCounts implements TrafficTotals {
  received = 0
  sent = 0
  toUpstream = 0
  fromUpstream = 0
  receivedBytes = 0
  sentBytes = 0

  add(other: TrafficTotals): void {
    this.received += other.received
    this.sent += other.sent
    this.toUpstream += other.toUpstream
    this.fromUpstream += other.fromUpstream
    this.receivedBytes += other.receivedBytes
    this.sentBytes += other.sentBytes
  }

  reset(): void {
    this.received = 0
    this.sent = 0
    this.toUpstream = 0
    this.fromUpstream = 0
    this.receivedBytes = 0
    this.sentBytes = 0
  }

  /** As data that can be posted. */
  plain(): TrafficTotals {
    const { received, sent, toUpstream, fromUpstream, receivedBytes, sentBytes } = this
    return { received, sent, toUpstream, fromUpstream, receivedBytes, sentBytes }
  }
}
