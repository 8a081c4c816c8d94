import { describe, expect, it } from 'vitest'
import { nextMark, toggleMark, withNote } from './traffic-marks'

const marks = withNote(toggleMark(toggleMark(new Map(), 30), 10), 20, ' look here ')

describe('marks', () => {
  it('are found one after the other in either direction, and round the end', () => {
    expect(nextMark(marks, 10, 1)).toBe(20)
    expect(nextMark(marks, 25, 1)).toBe(30)
    expect(nextMark(marks, 30, 1)).toBe(10)
    expect(nextMark(marks, 10, -1)).toBe(30)
    expect(nextMark(marks, null, 1)).toBe(10)
    expect(nextMark(marks, null, -1)).toBe(30)
    expect(nextMark(new Map(), 5, 1)).toBeNull()
  })

  it('go with their notes', () => {
    expect(marks.get(20)).toBe('look here')
    expect(toggleMark(marks, 20).has(20)).toBe(false)
  })
})
