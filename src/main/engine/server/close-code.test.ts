import { describe, expect, it } from 'vitest'
import { fitReason, isSendableCloseCode } from './close-code'

describe('a close code', () => {
  it.each([1000, 1001, 1003, 1007, 1013, 1014, 3000, 4999])('%i may be sent', (code) => {
    expect(isSendableCloseCode(code)).toBe(true)
  })

  it.each([999, 1004, 1005, 1006, 1015, 2999, 5000])('%i may not be sent', (code) => {
    expect(isSendableCloseCode(code)).toBe(false)
  })
})

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
