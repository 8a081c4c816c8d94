import { describe, expect, it } from 'vitest'
import { linePath, placeOf, sampleAt, topOf } from './chart-scale'

const box = { seconds: 10, top: 10, width: 100, height: 102 }

describe('a chart', () => {
  it('reaches up to a round number', () => {
    expect([[[0, null]], [[1]], [[3, 12], [17]], [[0.3]], [[5001]]].map(topOf)).toEqual([
      1, 1, 20, 0.5, 10_000,
    ])
  })

  it('has its newest second at the right edge', () => {
    expect(linePath([0, 10, 5], [0, 1000, 2000], box)).toBe('M80.0,101.0h0L90.0,1.0L100.0,51.0')
    expect(placeOf(7000, 17_000, 10)).toBe(0)
  })

  it('has a gap where nothing is known or nothing was measured', () => {
    expect(linePath([5, null, 5], [0, 1000, 2000], box)).toBe('M80.0,51.0h0M100.0,51.0h0')
    expect(linePath([5, 5], [0, 9000], box)).toBe('M10.0,51.0h0M100.0,51.0h0')
  })

  it('finds the second that is pointed at, the first one left of all', () => {
    const times = [8000, 9000, 10_000]
    expect([0, 0.84, 0.91, 1].map((place) => sampleAt(place, times, 10))).toEqual([0, 0, 1, 2])
    expect(sampleAt(0.5, [], 10)).toBeNull()
  })
})
