import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleLatencyMs } from './latency'

/** The linear congruential generator of Numerical Recipes: the same numbers on every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('a sampled latency', () => {
  it('stays within its bounds, for every random number', () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(unit, unit, fc.nat(500), fc.nat(500), (first, second, mean, stddev) => {
        const numbers = [first, second]
        const sample = sampleLatencyMs({ mean, stddev, min: 10, max: 400 }, () => numbers.shift() ?? 0)
        expect(sample).toBeGreaterThanOrEqual(10)
        expect(sample).toBeLessThanOrEqual(400)
      }),
    )
  })

  it('has the mean and the spread that were asked for', () => {
    const random = seeded(42)
    const latency = { mean: 250, stddev: 50, min: 0, max: 10_000 }
    const samples = Array.from({ length: 20_000 }, () => sampleLatencyMs(latency, random))
    const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length
    const variance = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / samples.length
    expect(mean).toBeCloseTo(250, -1)
    expect(Math.sqrt(variance)).toBeCloseTo(50, -1)
  })

  it('is the mean where there is no spread', () => {
    expect(sampleLatencyMs({ mean: 80, stddev: 0, min: 0, max: 1000 }, () => 0.3)).toBe(80)
  })
})
