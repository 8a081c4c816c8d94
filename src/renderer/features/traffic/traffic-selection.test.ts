import { describe, expect, it } from 'vitest'
import { isMultiple, isSelected, selectAll, selectEntry, selectionAt } from './traffic-selection'

const first = selectEntry(null, 5, 'only')

describe('a selection of traffic', () => {
  it('extends from where it began, to either side, however often', () => {
    const down = selectEntry(first, 9, 'extend')
    expect(down.ranges).toEqual([{ from: 5, to: 9 }])
    const up = selectEntry(down, 2, 'extend')
    expect(up).toEqual({ ranges: [{ from: 2, to: 5 }], anchor: 5, lead: 2 })
  })

  it('adds single entries and takes them out again, out of the middle of a range too', () => {
    const two = selectEntry(first, 2, 'toggle')
    expect(two.ranges).toEqual([
      { from: 2, to: 2 },
      { from: 5, to: 5 },
    ])
    expect(isMultiple(two)).toBe(true)
    const range = selectEntry(first, 9, 'extend')
    const without = selectEntry(range, 7, 'toggle')
    expect([5, 6, 7, 8, 9].filter((seq) => isSelected(without, seq))).toEqual([5, 6, 8, 9])
  })

  it('has everything that is there, and nothing that comes later', () => {
    const all = selectAll(3, 1000)
    expect(isSelected(all, 1)).toBe(true)
    expect(isSelected(all, 1000)).toBe(true)
    expect(isSelected(all, 1001)).toBe(false)
  })

  it('gives way to an entry that was chosen elsewhere', () => {
    const range = selectEntry(first, 9, 'extend')
    expect(selectionAt(range, 9)).toBe(range)
    expect(selectionAt(range, 30)?.ranges).toEqual([{ from: 30, to: 30 }])
    expect(selectionAt(range, null)).toBeNull()
  })
})
