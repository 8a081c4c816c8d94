import { expect, it } from 'vitest'
import { freeName } from './free-name'

it('gives a name a number only where it is taken', () => {
  expect(freeName('slow', ['fast'])).toBe('slow')
  expect(freeName('slow', ['slow', 'slow 2'])).toBe('slow 3')
})
