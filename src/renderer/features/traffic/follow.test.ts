import { describe, expect, it } from 'vitest'
import { followsAfterScroll, isAtEnd } from './follow'

const position = (top: number, contentHeight = 1000) => ({ top, viewHeight: 200, contentHeight })
const from = (top: number) => ({ top, viewHeight: 200 })

describe('following the newest row', () => {
  it('goes on while the end is in sight, also with half a row cut off', () => {
    expect(isAtEnd(position(800))).toBe(true)
    expect(isAtEnd(position(790))).toBe(true)
    expect(isAtEnd(position(780))).toBe(false)
  })

  it('stops when the reader scrolls up', () => {
    expect(followsAfterScroll(true, from(800), position(700))).toBe(false)
  })

  it('does not stop because rows were added before the scroll was reported', () => {
    expect(followsAfterScroll(true, from(800), position(800, 1240))).toBe(true)
  })

  it('does not stop because the list got higher, which moves it, while rows were added', () => {
    expect(followsAfterScroll(true, { top: 800, viewHeight: 150 }, position(790, 1240))).toBe(true)
  })

  it('does not start while the reader scrolls down but has not reached the end', () => {
    expect(followsAfterScroll(false, from(100), position(300))).toBe(false)
  })

  it('starts again at the end', () => {
    expect(followsAfterScroll(false, from(300), position(800))).toBe(true)
  })

  it('follows a list that became shorter than its place', () => {
    expect(followsAfterScroll(false, from(500), position(0, 100))).toBe(true)
  })
})
