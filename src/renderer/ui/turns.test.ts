import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Turns } from './turns'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('turns', () => {
  it('are given one after the other, in the order of asking', () => {
    const turns = new Turns()
    const seen: number[] = []
    for (const number of [1, 2, 3]) turns.wait(() => seen.push(number))
    vi.runAllTimers()
    expect(seen).toEqual([1])
    turns.next()
    vi.runAllTimers()
    expect(seen).toEqual([1, 2])
    turns.next()
    vi.runAllTimers()
    expect(seen).toEqual([1, 2, 3])
  })

  it('go to the next one where somebody gave up waiting', () => {
    const turns = new Turns()
    const seen: number[] = []
    const giveUp = turns.wait(() => seen.push(1))
    turns.wait(() => seen.push(2))
    giveUp()
    vi.runAllTimers()
    expect(seen).toEqual([2])
  })

  it('are given to who comes later, too', () => {
    const turns = new Turns()
    const seen: number[] = []
    turns.next()
    vi.runAllTimers()
    turns.wait(() => seen.push(1))
    vi.runAllTimers()
    expect(seen).toEqual([1])
  })
})
