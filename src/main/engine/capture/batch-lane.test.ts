import { describe, expect, it } from 'vitest'
import { BatchLane } from './batch-lane'

describe('the lane of batches', () => {
  it('never puts a batch where one that was not read yet is', () => {
    const lane = new BatchLane()
    const inUse = new Map<string, number>()
    let shared = 0
    for (let batch = 1; batch <= 200; batch += 1) {
      // The reader is now close behind, now far.
      const stored = Math.max(0, batch - 1 - (batch % 7))
      for (const [place, latest] of inUse) if (latest <= stored) inUse.delete(place)
      const { buffer, offset } = lane.placeFor(1000, batch, stored)
      if (!(buffer instanceof SharedArrayBuffer)) continue
      shared += 1
      expect(inUse.has(`${offset}`)).toBe(false)
      inUse.set(`${offset}`, batch)
    }
    expect(shared).toBeGreaterThan(100)
  })

  it('gives a batch that is too large for it a buffer of its own', () => {
    expect(new BatchLane().placeFor(10_000_000, 1, 0)).toEqual({
      buffer: new ArrayBuffer(10_000_000),
      offset: 0,
    })
  })
})
