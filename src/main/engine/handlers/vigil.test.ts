import { describe, expect, it } from 'vitest'
import { Vigil } from './vigil'

/** A vigil of 5 ms in a loop whose turns take 1 ms each. */
function vigilInLoop() {
  let now = 0
  let task: (() => void) | null = null
  const vigil = new Vigil(
    5,
    () => now,
    (next) => {
      task = next
    },
  )
  /** Turns the loop while the vigil keeps it awake, `limit` times at most; returns the turns. */
  const turn = (limit = 100): number => {
    for (let turns = 0; turns < limit; turns += 1) {
      const current = task
      if (!current) return turns
      task = null
      now += 1
      current()
    }
    return limit
  }
  return { vigil, turn }
}

describe('a vigil', () => {
  it('keeps the loop turning until its time is over', () => {
    const { vigil, turn } = vigilInLoop()
    vigil.begin()
    expect(turn()).toBe(5)
  })

  it('lets the loop sleep as soon as what was expected has come', () => {
    const { vigil, turn } = vigilInLoop()
    vigil.begin()
    turn(2)
    vigil.end()
    expect(turn()).toBe(1)
  })

  it('is kept at every occasion while that is of use', () => {
    const { vigil, turn } = vigilInLoop()
    for (let occasion = 0; occasion < 10; occasion += 1) {
      vigil.begin()
      vigil.end()
      expect(turn()).toBe(1)
    }
  })

  it('passes over more and more occasions while nothing comes in time, but not for ever', () => {
    const { vigil, turn } = vigilInLoop()
    const kept: number[] = []
    for (let occasion = 0; occasion < 300; occasion += 1) {
      vigil.begin()
      if (turn() > 0) kept.push(occasion)
    }
    expect(kept).toEqual([0, 2, 5, 10, 19, 36, 69, 134, 199, 264])
  })
})
