import { describe, expect, it } from 'vitest'
import { isSendableCloseCode } from './close-frame'

describe('a close code', () => {
  it.each([1000, 1001, 1003, 1007, 1013, 1014, 3000, 4999])('%i may be sent', (code) => {
    expect(isSendableCloseCode(code)).toBe(true)
  })

  it.each([999, 1004, 1005, 1006, 1015, 2999, 5000, 1000.5, Number.NaN])('%d may not be sent', (code) => {
    expect(isSendableCloseCode(code)).toBe(false)
  })
})
