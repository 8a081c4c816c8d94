import type { EngineStats } from '../../../shared/model/server'

/** Figures of one second. */
export interface StatsSample {
  readonly at: number
  readonly receivedPerSecond: number
  readonly sentPerSecond: number
  readonly connections: number
  readonly latencyP99Ms: number | null
}

/** Seconds that the charts show. */
export const keptSamples = 120

/** The history with the figures at `at` (milliseconds since the epoch); at most one sample per second. */
export function withSample(
  history: readonly StatsSample[],
  stats: EngineStats,
  at: number,
): readonly StatsSample[] {
  const sample: StatsSample = {
    at,
    receivedPerSecond: stats.receivedPerSecond,
    sentPerSecond: stats.sentPerSecond,
    connections: stats.connections,
    latencyP99Ms: stats.latencyP99Ms,
  }
  return [...history, sample].slice(-keptSamples)
}

/** The points of an SVG polyline for `values` in a box; the newest is at the right edge. Null leaves a gap at zero. */
export function sparklinePoints(values: readonly (number | null)[], width: number, height: number): string {
  const top = Math.max(...values.map((value) => value ?? 0), Number.EPSILON)
  const step = width / (keptSamples - 1)
  const left = width - (values.length - 1) * step
  return values
    .map((value, index) => {
      const x = left + index * step
      const y = height - ((value ?? 0) / top) * (height - 2) - 1
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
}
