import { expect, it } from 'vitest'
import { corruptPayload } from './corrupt-payload'

it('replaces one character of a text, and a pair of surrogates as a whole', () => {
  expect(corruptPayload('abc', 0.4)).toBe('a\u{fffd}c')
  expect(corruptPayload('a😀c', 0.6)).toBe('a\u{fffd}c')
  expect(corruptPayload('\u{fffd}', 0)).toBe('?')
  expect(corruptPayload('', 0.5)).toBe('\u{fffd}')
})

it('inverts one byte of a copy', () => {
  const bytes = Uint8Array.of(1, 2, 3)
  expect(corruptPayload(bytes, 0.99)).toEqual(Uint8Array.of(1, 2, 0xfc))
  expect(bytes).toEqual(Uint8Array.of(1, 2, 3))
  expect(corruptPayload(new Uint8Array(), 0)).toEqual(Uint8Array.of(0xff))
})
