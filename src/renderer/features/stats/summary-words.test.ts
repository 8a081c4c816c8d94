import { describe, expect, it } from 'vitest'
import { initialData } from '../../stores/app-state'
import { keptSamples, sparklinePoints, withSample } from './stats-history'
import { summaryWords } from './summary-words'

const { stats } = initialData

describe('the status bar', () => {
  it('says everything in one line', () => {
    const busy = {
      ...stats,
      connections: 3,
      rooms: 2,
      received: 1_000,
      sent: 204,
      receivedPerSecond: 600.4,
      sentPerSecond: 211.4,
      latencyP99Ms: 1.2,
      reloads: 4,
    }
    expect(summaryWords(busy, 0)).toBe(
      '3 connections · 2 rooms · 1,204 messages (0 discarded) · 812/s · p99 1.20 ms · reloads 4',
    )
  })

  it('does not invent a latency', () => {
    expect(summaryWords({ ...stats, connections: 1 }, 7)).toBe(
      '1 connection · 0 rooms · 0 messages (7 discarded) · 0/s · p99 – · reloads 0',
    )
  })
})

describe('the history of the figures', () => {
  it('keeps two minutes', () => {
    let history: ReturnType<typeof withSample> = []
    for (let second = 0; second < 200; second++) history = withSample(history, stats, second * 1000)
    expect(history).toHaveLength(keptSamples)
    expect(history.at(-1)?.at).toBe(199_000)
  })

  it('draws the newest value at the right edge and the highest at the top', () => {
    const points = sparklinePoints([0, 10, 5], 119, 42).split(' ')
    expect(points).toEqual(['117.0,41.0', '118.0,1.0', '119.0,21.0'])
  })

  it('draws a flat line of zeros without dividing by nothing', () => {
    expect(sparklinePoints([0, null], 119, 42)).toBe('118.0,41.0 119.0,41.0')
  })
})
