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
    line.push(100, { bytes: 1, run: () => ran.push('first') })
    line.push(10, { bytes: 1, run: () => ran.push('second') })
    vi.advanceTimersByTime(50)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(50)
    expect(ran).toEqual(['first', 'second'])
    expect(line.isEmpty).toBe(true)
  })

  it('waits longer than a timer of Node can', () => {
    const line = new DelayLine()
    const ran: string[] = []
    const monthMs = 30 * 24 * 3600 * 1000
    line.push(monthMs, { bytes: 1, run: () => ran.push('late') })
    vi.advanceTimersByTime(monthMs - 1000)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(1000)
    expect(ran).toEqual(['late'])
  })

  it('counts the bytes that wait', () => {
    const line = new DelayLine()
    line.push(10, { bytes: 5, run: () => undefined })
    line.push(20, { bytes: 7, run: () => undefined })
    expect(line.bytes).toBe(12)
    vi.advanceTimersByTime(10)
    expect(line.bytes).toBe(7)
  })

  it('runs nothing more once it is cleared, even by one of its own items', () => {
    const line = new DelayLine()
    const ran: string[] = []
    const forgotten = (): void => void ran.push('second forgotten')
    const first = (): void => {
      ran.push('first')
      line.clear()
    }
    line.push(10, { bytes: 1, run: first })
    line.push(10, { bytes: 1, run: () => ran.push('second'), forgotten })
    vi.advanceTimersByTime(1000)
    expect(ran).toEqual(['first', 'second forgotten'])
    expect(line.bytes).toBe(0)
  })

  it('says after how long something is run, the wait behind earlier ones included', () => {
    const line = new DelayLine()
    expect(line.push(100, { bytes: 1, run: () => undefined })).toBe(100)
    vi.advanceTimersByTime(30)
    expect(line.push(10, { bytes: 1, run: () => undefined })).toBe(70)
  })

  it('lets the next one go before, and says whether one came', () => {
    const line = new DelayLine()
    const ran: string[] = []
    const hold = (name: string) =>
      line.pushBehindNext(0, 1000, { bytes: 1, run: () => ran.push(name) }, (isOvertaken) =>
        ran.push(`${name} overtaken: ${isOvertaken}`),
      )
    expect(hold('first')).toBe(true)
    expect(hold('second')).toBe(false)
    line.push(0, { bytes: 1, run: () => ran.push('next') })
    vi.advanceTimersByTime(1)
    expect(ran).toEqual(['first overtaken: true', 'next', 'first'])
    hold('alone')
    vi.advanceTimersByTime(1001)
    expect(ran.slice(3)).toEqual(['alone overtaken: false', 'alone'])
  })
})
