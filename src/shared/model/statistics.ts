/** What is told of every second. */
export const seriesNames = [
  /** Messages of that second: from clients, to clients, and on the upstream leg. */
  'received',
  'sent',
  'toUpstream',
  'fromUpstream',
  /** Payload bytes of that second. */
  'receivedBytes',
  'sentBytes',
  /** Open at its end. */
  'connections',
  /** In milliseconds, of the last 10 s: from the arrival of a message to the write of its first answer. */
  'latencyP50',
  'latencyP95',
  'latencyP99',
  /** In milliseconds, of the last 10 s: how long handlers and rules took over a message, waiting included. */
  'handlerP50',
  'handlerP95',
  'handlerP99',
  /** Events that handlers have not finished at its end. */
  'waitingEvents',
  /** Bytes at its end that clients have not read yet. */
  'waitingBytes',
  /** Bytes at its end that the traffic log has not stored yet; of all paths only. */
  'captureBytes',
] as const

export type SeriesName = (typeof seriesNames)[number]

/** Messages and payload bytes, since the app started. */
export interface TrafficTotals {
  readonly received: number
  readonly sent: number
  readonly toUpstream: number
  readonly fromUpstream: number
  readonly receivedBytes: number
  readonly sentBytes: number
}

/** A path that has figures of its own. */
export interface StatisticsPath {
  readonly id: number
  /** Null: all those that have none. */
  readonly path: string | null
  readonly connections: number
}

/** How the figures of one path, or of all, went: a value per second, the newest last. */
export interface StatisticsHistory {
  /** Whose they are; null for all paths. */
  readonly pathId: number | null
  readonly paths: readonly StatisticsPath[]
  readonly totals: TrafficTotals
  /** The ends of the seconds, in milliseconds since the epoch. */
  readonly times: readonly number[]
  /** Null where there is nothing to say, like a latency where nothing was answered. */
  readonly series: Readonly<Record<SeriesName, readonly (number | null)[]>>
}

/** Seconds that are kept. */
export const keptSeconds = 600
