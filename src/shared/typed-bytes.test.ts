import { describe, expect, it } from 'vitest'
import { bytesOfBase64 } from './typed-bytes'

describe('base64', () => {
  it('is read in both alphabets, with and without padding, over several lines', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    for (let length = 0; length <= bytes.length; length++) {
      const part = Buffer.from(bytes.subarray(0, length))
      for (const text of [part.toString('base64'), part.toString('base64url')]) {
        expect(bytesOfBase64(text)).toEqual({ ok: true, bytes: new Uint8Array(part) })
      }
    }
    expect(bytesOfBase64('SGVs\nbG8=')).toEqual({ ok: true, bytes: new TextEncoder().encode('Hello') })
  })

  it('is refused in words', () => {
    expect(bytesOfBase64('SGV$')).toEqual({ ok: false, problem: '“$” is not a base64 digit' })
    expect(bytesOfBase64('SGVsb')).toEqual({ ok: false, problem: 'A base64 digit is missing at the end' })
  })
})
