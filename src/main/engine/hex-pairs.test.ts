import { expect, it } from 'vitest'
import { hexPairs } from './hex-pairs'

it('tells bytes as pairs, and of too many the first ones', () => {
  const bytes = new Uint8Array([9, 0, 15, 255]).subarray(1)
  expect(hexPairs(new Uint8Array())).toBe('')
  expect(hexPairs(bytes)).toBe('00 0f ff')
  expect(hexPairs(bytes, 3)).toBe('00 0f ff')
  expect(hexPairs(bytes, 2)).toBe('00 0f …')
})
