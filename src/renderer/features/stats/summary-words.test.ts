import { describe, expect, it } from 'vitest'
import { initialData } from '../../stores/app-state'
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
