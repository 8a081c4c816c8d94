import { expect, it } from 'vitest'
import { keptSeconds, type SeriesName, seriesNames } from '../../../shared/model/statistics'
import { type Sample, SampleRing } from './sample-ring'

function sample(differs: Partial<Sample>): Sample {
  const nothing = Object.fromEntries(seriesNames.map((name) => [name, Number.NaN]))
  return { ...(nothing as Record<SeriesName, number>), ...differs }
}

it('the samples of ten minutes are kept, and read from the newest back', () => {
  const ring = new SampleRing()
  for (let second = 0; second < keptSeconds + 5; second += 1) ring.add(second, sample({ received: second }))
  expect(ring.read(3)).toMatchObject({
    times: [602, 603, 604],
    series: { received: [602, 603, 604], latencyP50: [null, null, null] },
  })
  expect(ring.read(10_000).times).toHaveLength(keptSeconds)
  expect(ring.read(10_000).times[0]).toBe(5)
})

it('the samples up to a moment can be read while newer ones are added', () => {
  const ring = new SampleRing()
  for (let second = 0; second < 20; second += 1) ring.add(second, sample({}))
  expect(ring.read(2, 10.5).times).toEqual([9, 10])
  expect(ring.read(2, -1).times).toEqual([])
})
