import { describe, expect, it } from 'vitest'
import { faultSchema } from '../../../shared/model/workspace'
import { faultWords } from './fault-words'

const words = (fields: object) => faultWords(faultSchema.parse({ name: 'f', ...fields }))

describe('a fault in words', () => {
  it('says each thing that it does', () => {
    expect(words({ latencyMs: { mean: 250, stddev: 75 }, drop: 0.05, duplicate: 0.001 })).toBe(
      '250 ms ± 75.0 ms late · drops 5 % · doubles 0.1 %',
    )
    expect(words({ disconnectAfter: 1, closeCode: 1013 })).toBe('closes with 1013 after 1 message')
    expect(words({ disconnectAfter: 2, closeCode: 1006 })).toBe('cuts the connection after 2 messages')
    expect(words({ refuseUpgrade: 503 })).toBe('refuses with 503')
    expect(words({ reorder: 0.1, corrupt: 0.02, throttle: 1500, stallUpgradeMs: 5000 })).toBe(
      'reorders 10 % · corrupts 2 % · 1.5 kB/s · stalls the handshake 5.00 s',
    )
  })

  it('names the path that it is limited to', () => {
    expect(words({ path: '/ws/*', drop: 1 })).toBe('/ws/*: drops 100 %')
  })

  it('says when it does nothing', () => {
    expect(words({})).toBe('does nothing yet')
  })
})
