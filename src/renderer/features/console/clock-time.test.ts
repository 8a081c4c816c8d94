import { expect, it } from 'vitest'
import { clockTime } from './clock-time'

it('shows the time of day to the millisecond', () => {
  expect(clockTime(new Date(2024, 0, 2, 4, 3, 7, 20).getTime())).toBe('04:03:07.020')
})
