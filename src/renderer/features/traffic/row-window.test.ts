import { describe, expect, it } from 'vitest'
import { contentHeight, maxContentPx, rowWindow, scrollTopFor } from './row-window'

const list = (count: number) => ({ count, rowPx: 24, viewPx: 240 })

describe('the rows to draw', () => {
  it('are those on the screen and a few around', () => {
    const window = rowWindow(list(1000), 2400)
    expect(window).toEqual({ first: 92, last: 118, offsetPx: 92 * 24, contentPx: 24_000 })
  })

  it('stay within the list', () => {
    expect(rowWindow(list(5), 0)).toMatchObject({ first: 0, last: 4, offsetPx: 0 })
    expect(rowWindow(list(0), 0)).toMatchObject({ first: 0, last: -1 })
  })

  it('cost the same with ten million rows, and reach the first and the last of them', () => {
    const huge = list(10_000_000)
    expect(contentHeight(huge)).toBe(maxContentPx)
    const end = rowWindow(huge, maxContentPx - 240)
    expect(end.last).toBe(9_999_999)
    expect(end.last - end.first).toBeLessThan(40)
    // The last row ends where the scroller ends.
    expect(end.offsetPx + (end.last - end.first + 1) * 24).toBeCloseTo(maxContentPx, 3)
    expect(rowWindow(huge, 0).first).toBe(0)
  })
})

describe('scrolling to a row', () => {
  it('does not move when the row is in sight', () => {
    expect(scrollTopFor(list(1000), 2400, 100)).toBe(2400)
    expect(scrollTopFor(list(1000), 2400, 109)).toBe(2400)
  })

  it('moves as little as possible', () => {
    expect(scrollTopFor(list(1000), 2400, 99)).toBe(99 * 24)
    expect(scrollTopFor(list(1000), 2400, 110)).toBe(111 * 24 - 240)
  })

  it('reaches a row of a list that is taller than a browser allows', () => {
    const huge = list(10_000_000)
    const window = rowWindow(huge, scrollTopFor(huge, 0, 5_000_000))
    expect(window.first).toBeLessThanOrEqual(5_000_000)
    expect(window.last).toBeGreaterThanOrEqual(5_000_000)
  })
})
