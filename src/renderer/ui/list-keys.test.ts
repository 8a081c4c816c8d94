import { describe, expect, it } from 'vitest'
import { moveMarker } from './list-keys'

const at = (active: number) => ({ active, count: 100, page: 10 })

describe('moving the marker of a list with the keyboard', () => {
  it('moves by one and stops at both ends', () => {
    expect(moveMarker('ArrowDown', at(4))).toBe(5)
    expect(moveMarker('ArrowUp', at(4))).toBe(3)
    expect(moveMarker('ArrowDown', at(99))).toBe(99)
    expect(moveMarker('ArrowUp', at(0))).toBe(0)
  })

  it('moves by a page that keeps one item of the former one in sight', () => {
    expect(moveMarker('PageDown', at(4))).toBe(13)
    expect(moveMarker('PageUp', at(20))).toBe(11)
  })

  it('leaves the keys for a page alone where there is none', () => {
    expect(moveMarker('PageDown', { active: 4, count: 100 })).toBeNull()
    expect(moveMarker('PageUp', { active: 4, count: 100 })).toBeNull()
  })

  it('goes to the ends with Home and End', () => {
    expect(moveMarker('Home', at(50))).toBe(0)
    expect(moveMarker('End', at(50))).toBe(99)
  })

  it('starts at the end when it goes up with nothing marked, and at the top when it goes down', () => {
    expect(moveMarker('ArrowUp', at(-1))).toBe(99)
    expect(moveMarker('ArrowDown', at(-1))).toBe(0)
  })

  it('leaves other keys and empty lists alone', () => {
    expect(moveMarker('a', at(1))).toBeNull()
    expect(moveMarker('ArrowDown', { active: -1, count: 0, page: 10 })).toBeNull()
  })
})
