import { expect, it } from 'vitest'
import type { Payload } from '../../../shared/model/message'
import { chooseCorruption, corrupted, uncorrupted } from './corrupt-payload'

function corruptPayload(payload: Payload, at: number): Payload {
  return corrupted(payload, chooseCorruption(payload, at))
}

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

it('says what it replaces, and leaves a beginning alone that it does not reach', () => {
  expect(chooseCorruption('a😀c', 0.6)).toEqual({ at: 1, was: '😀', became: '\u{fffd}' })
  const ofBytes = chooseCorruption(Uint8Array.of(1, 2, 0x0f), 0.9)
  expect(ofBytes).toEqual({ at: 2, was: '0f', became: 'f0' })
  expect(corrupted(Uint8Array.of(1, 2), ofBytes)).toEqual(Uint8Array.of(1, 2))
  expect(corrupted('abc', { at: 3, was: 'd', became: '\u{fffd}' })).toBe('abc')
})

it.each<Payload>(['abc', 'a😀c', '\u{fffd}', '', Uint8Array.of(1, 2, 3), new Uint8Array()])(
  'gives back what was there before: %o',
  (payload) => {
    const corruption = chooseCorruption(payload, 0.5)
    const changed = corrupted(payload, corruption)
    expect(changed).not.toEqual(payload)
    expect(uncorrupted(changed, corruption)).toEqual(payload)
  },
)

it('leaves alone what has no such corruption in it', () => {
  expect(uncorrupted('abc', { at: 1, was: 'x', became: '\u{fffd}' })).toBe('abc')
  const bytes = Uint8Array.of(1, 2)
  expect(uncorrupted(bytes, { at: 1, was: '00', became: 'ff' })).toBe(bytes)
})
