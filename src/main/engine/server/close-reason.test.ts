import { describe, expect, it } from 'vitest'
import { fitReason } from './close-reason'

describe('a close reason', () => {
  it('that fits is left alone', () => {
    expect(fitReason('x'.repeat(123))).toBe('x'.repeat(123))
  })

  it('is cut before the character that does not fit whole', () => {
    const cut = fitReason(`${'x'.repeat(121)}€`)
    expect(cut).toBe('x'.repeat(121))
    expect(fitReason('€'.repeat(50))).toBe('€'.repeat(41))
  })
})
