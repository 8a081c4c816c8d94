import type { Fault } from '../../../shared/model/workspace'

type Latency = NonNullable<Fault['latencyMs']>

/**
 * A delay in milliseconds from the normal distribution, clamped to `min … max`.
 * Box–Muller transform (G. E. P. Box and M. E. Muller, 1958); `random` gives numbers in [0, 1).
 */
export function sampleLatencyMs(latency: Latency, random: () => number): number {
  // 1 - x moves the interval to (0, 1]: the logarithm of 0 has no value.
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  const sample = latency.mean + latency.stddev * radius * Math.cos(2 * Math.PI * random())
  return Math.max(0, Math.min(Math.max(sample, latency.min), latency.max))
}
