import { describe, expect, it } from 'vitest'
import { RowCache } from './row-cache'
import { trafficRows } from './traffic-row.test-support'

describe('RowCache', () => {
  it('asks for whole blocks around the holes on the screen', () => {
    const cache = new RowCache()
    expect(cache.missing(130, 160, 1000)).toEqual({ from: 100, count: 100 })
    expect(cache.missing(190, 220, 1000)).toEqual({ from: 100, count: 200 })
  })

  it('asks for nothing that it has, and not beyond the end of the view', () => {
    const cache = new RowCache()
    cache.put(100, trafficRows(1, 100))
    expect(cache.missing(110, 190, 1000)).toBeNull()
    expect(cache.missing(150, 230, 240)).toEqual({ from: 200, count: 40 })
    expect(cache.missing(0, 20, 0)).toBeNull()
  })

  it('never asks for more than one answer can hold', () => {
    expect(new RowCache().missing(0, 5_000, 10_000)).toEqual({ from: 0, count: 500 })
  })

  it('keeps the rows around the screen and the newest ones when it drops others', () => {
    const cache = new RowCache()
    cache.put(0, trafficRows(1, 8_000))
    cache.prune(3_000, 3_030, 8_000)
    expect(cache.size).toBeLessThan(4_000)
    expect(cache.get(3_010)?.seq).toBe(3_011)
    expect(cache.get(7_999)?.seq).toBe(8_000)
    expect(cache.get(500)).toBeUndefined()
  })

  it('moves its rows along when the oldest of the view were discarded', () => {
    const cache = new RowCache()
    cache.put(0, trafficRows(1, 100))
    // 30 are gone, one row that says so has come, ten are new: the former index 50 is 21 now.
    const shrunk = cache.realign(21, trafficRows(51, 60))
    expect(shrunk).toBe(29)
    expect(cache.get(21)?.seq).toBe(51)
    expect(cache.get(2)?.seq).toBe(32)
  })

  it('replaces rows that changed after they were captured, wherever they are, and takes in no others', () => {
    const cache = new RowCache()
    cache.put(100, trafficRows(1, 10))
    const hold = { outcome: 'released', ms: 40 } as const
    cache.update([...trafficRows(3, 1), ...trafficRows(99, 1)].map((row) => ({ ...row, hold })))
    expect(cache.get(102)).toMatchObject({ seq: 3, hold })
    expect(cache.get(101)?.hold).toBeUndefined()
    expect(cache.size).toBe(10)
  })

  it('fetches the row again that counts what was discarded', () => {
    const cache = new RowCache()
    cache.put(0, trafficRows(1, 100))
    cache.realign(50, trafficRows(51, 60))
    expect(cache.get(0)).toBeUndefined()
  })

  it('forgets everything when it does not recognize any row', () => {
    const cache = new RowCache()
    cache.put(0, trafficRows(1, 100))
    expect(cache.realign(0, trafficRows(900, 100))).toBeNull()
    expect(cache.size).toBe(0)
  })
})
