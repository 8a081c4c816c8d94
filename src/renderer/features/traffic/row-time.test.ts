import { describe, expect, it } from 'vitest'
import { formatClock, formatElapsed, formatRowTime } from './row-time'

describe('the time column', () => {
  it('counts from the first entry', () => {
    expect(formatRowTime(3_041, 'relative', { first: 1_000, previous: 3_000 })).toBe('2.041')
  })

  it('counts from the row above', () => {
    expect(formatRowTime(3_041, 'delta', { first: 1_000, previous: 3_000 })).toBe('+0.041')
  })

  it('is empty while the row that it counts from is not here', () => {
    expect(formatRowTime(3_041, 'delta', { first: 1_000, previous: null })).toBe('')
    expect(formatRowTime(3_041, 'relative', { first: null, previous: null })).toBe('')
  })

  it('shows the local time of day', () => {
    const noon = new Date(2026, 0, 2, 12, 3, 9, 41).getTime()
    expect(formatClock(noon)).toBe('12:03:09.041')
    expect(formatRowTime(noon, 'clock', { first: null, previous: null })).toBe('12:03:09.041')
  })

  it('grows from seconds to minutes and hours', () => {
    expect(formatElapsed(0)).toBe('0.000')
    expect(formatElapsed(59_999)).toBe('59.999')
    expect(formatElapsed(123_450)).toBe('2:03.450')
    expect(formatElapsed(3_723_450)).toBe('1:02:03.4')
  })

  it('does not go below zero when clocks disagree by a hair', () => {
    expect(formatElapsed(-3)).toBe('0.000')
  })
})
