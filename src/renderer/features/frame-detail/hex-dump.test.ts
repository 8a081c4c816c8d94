import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../../shared/typed-bytes'
import { formatHex, hexLine, hexLineCount } from './hex-dump'

describe('a hex dump', () => {
  const bytes = new TextEncoder().encode('Hello, WebSocket!\n')

  it('has sixteen bytes a line with offset and ASCII', () => {
    expect(hexLineCount(bytes.length, 16)).toBe(2)
    expect(hexLine(bytes, 0, 16)).toEqual({
      offset: '00000000',
      hex: '48 65 6c 6c 6f 2c 20 57  65 62 53 6f 63 6b 65 74',
      ascii: 'Hello, WebSocket',
    })
  })

  it('pads the last line to the width of the others and shows what does not print as dots', () => {
    const last = hexLine(bytes, 1, 16)
    expect(last.offset).toBe('00000010')
    expect(last.hex.trimEnd()).toBe('21 0a')
    expect(last.hex).toHaveLength(hexLine(bytes, 0, 16).hex.length)
    expect(last.ascii).toBe('!.')
  })

  it('has eight bytes a line where there is no room for more', () => {
    expect(hexLineCount(bytes.length, 8)).toBe(3)
    expect(hexLine(bytes, 1, 8)).toEqual({
      offset: '00000008',
      hex: '65 62 53 6f 63 6b 65 74',
      ascii: 'ebSocket',
    })
  })

  it('has no line for nothing', () => {
    expect(hexLineCount(0, 16)).toBe(0)
  })
})

describe('typed hex', () => {
  it('is read in the ways that people write it', () => {
    const expected = new Uint8Array([0x48, 0x65, 0x6c])
    for (const text of ['48656c', '48 65 6C', '0x48, 0x65, 0x6c', '48:65:6c', '48\n65 6c']) {
      expect(bytesOfHex(text)).toEqual({ ok: true, bytes: expected })
    }
  })

  it('comes back as it was written', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    expect(bytesOfHex(formatHex(bytes))).toEqual({ ok: true, bytes })
  })

  it('is refused in words', () => {
    expect(bytesOfHex('4g')).toEqual({ ok: false, problem: '“g” is not a hex digit (0–9, a–f)' })
    expect(bytesOfHex('486')).toEqual({ ok: false, problem: 'A hex digit is missing: every byte has two' })
  })
})
