import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DelayLine } from './delay-line'

describe('a delay line', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('keeps the order where a later delay is shorter', () => {
    const line = new DelayLine()
    const ran: string[] = []
    line.push(100, 1, () => ran.push('first'))
    line.push(10, 1, () => ran.push('second'))
    vi.advanceTimersByTime(50)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(50)
    expect(ran).toEqual(['first', 'second'])
    expect(line.isEmpty).toBe(true)
  })

  it('counts the bytes that wait', () => {
    const line = new DelayLine()
    line.push(10, 5, () => undefined)
    line.push(20, 7, () => undefined)
    expect(line.bytes).toBe(12)
    vi.advanceTimersByTime(10)
    expect(line.bytes).toBe(7)
  })

  it('runs nothing more once it is cleared, even by one of its own items', () => {
    const line = new DelayLine()
    const ran: string[] = []
    line.push(10, 1, () => {
      ran.push('first')
      line.clear()
    })
    line.push(10, 1, () => ran.push('second'))
    vi.advanceTimersByTime(1000)
    expect(ran).toEqual(['first'])
    expect(line.bytes).toBe(0)
  })
})
