import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DurationCounts } from './duration-counts'

const micros = fc.integer({ min: 0, max: 60_000_000 })

describe('counted durations', () => {
  it('are known to one per cent, each µs up to 256 exactly', () => {
    fc.assert(
      fc.property(micros, (value) => {
        const counts = new DurationCounts()
        counts.add(value)
        const [median = Number.NaN] = counts.percentiles([0.5])
        expect(Math.abs(median - value)).toBeLessThanOrEqual(value < 256 ? 0 : value * 0.01)
      }),
    )
  })

  it('are the same after they were handed over as numbers', () => {
    fc.assert(
      fc.property(fc.array(micros, { minLength: 1 }), (values) => {
        const [here, there] = [new DurationCounts(), new DurationCounts()]
        for (const value of values) here.add(value)
        const before = here.percentiles([0, 0.5, 0.9, 1])
        there.addAll(here.take())
        expect(there.percentiles([0, 0.5, 0.9, 1])).toEqual(before)
        expect([there.total, here.total]).toEqual([values.length, 0])
        expect(here.take()).toEqual([])
      }),
    )
  })

  it('say what half, 95 % and 99 % of them do not exceed', () => {
    const counts = new DurationCounts()
    for (let value = 1; value <= 200; value += 1) counts.add(value)
    expect(counts.percentiles([0.5, 0.95, 0.99])).toEqual([100, 190, 198])
  })

  it('count at the end of the scale when they are beyond it', () => {
    const counts = new DurationCounts()
    counts.add(1e12)
    expect(counts.percentiles([1])[0]).toBeGreaterThan(59_000_000)
  })
})
