import { describe, expect, it } from 'vitest'
import type { FaultAct } from '../../../shared/model/fault-act'
import { faultMark, isLostToFaults } from './fault-mark'

const slow = { fault: 'slow', action: 'delayed', ms: 250 } as const
const waited = { fault: '', action: 'waited', ms: 100 } as const
const twice = { fault: 'twice', action: 'duplicated' } as const

describe('the mark of a message that faults touched', () => {
  it('names the fault and what it did', () => {
    expect(faultMark([slow])).toEqual({ words: 'delayed 250 ms', name: 'Fault slow: delayed 250 ms' })
    expect(faultMark([{ fault: 'lossy', action: 'dropped' }])?.name).toBe('Fault lossy: dropped')
  })

  it.each<[FaultAct, string]>([
    [{ fault: 'x', action: 'throttled', ms: 40 }, 'throttled 40.0 ms'],
    [{ fault: 'x', action: 'corrupted', corruption: { at: 0, was: 'a', became: 'b' } }, 'corrupted'],
    [{ fault: 'x', action: 'held-back', ms: null }, 'held back'],
    [{ fault: 'x', action: 'held-back', ms: 1000 }, 'held back 1.00 s'],
    [{ fault: 'x', action: 'reordered' }, 'reordered'],
    [{ fault: '', action: 'lost' }, 'not sent'],
  ])('says %o as %s', (act, words) => {
    expect(faultMark([act])?.words).toBe(words)
  })

  it('says all that several did, each delay in one sum', () => {
    const both = faultMark([slow, twice, { ...slow, fault: 'slower' }, waited])
    expect(both).toEqual({
      words: 'delayed 600 ms, sent twice',
      name: 'Faults slow, twice, slower: delayed 600 ms, sent twice',
    })
    expect(faultMark([twice, twice])?.words).toBe('sent 3 times')
  })

  it('names nobody where a message only had to wait, and is not there where nothing is to be shown', () => {
    expect(faultMark([waited])?.name).toBe('Fault: waited 100 ms')
    expect(faultMark([{ fault: 'cut', action: 'disconnected', code: 1011 }])).toBeNull()
  })

  it('tells what never reached the client', () => {
    expect(isLostToFaults([slow, { fault: '', action: 'lost' }])).toBe(true)
    expect(isLostToFaults([slow, twice])).toBe(false)
    expect(isLostToFaults(undefined)).toBe(false)
  })
})
