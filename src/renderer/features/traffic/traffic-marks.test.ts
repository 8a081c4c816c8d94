import { expect, it } from 'vitest'
import { nextMark } from './traffic-marks'

it('finds marks one after the other in either direction, and round the end', () => {
  const marks = [30, 10, 20].map((seq) => ({ seq, note: '' }))
  expect(nextMark(marks, 10, 1)).toBe(20)
  expect(nextMark(marks, 25, 1)).toBe(30)
  expect(nextMark(marks, 30, 1)).toBe(10)
  expect(nextMark(marks, 10, -1)).toBe(30)
  expect(nextMark(marks, null, 1)).toBe(10)
  expect(nextMark(marks, null, -1)).toBe(30)
  expect(nextMark([], 5, 1)).toBeNull()
})
