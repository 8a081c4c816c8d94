import { describe, expect, it } from 'vitest'
import { frameBytes, frameMessage } from './framed-message'

describe('a framed message', () => {
  it.each([
    [0, [0x82, 0]],
    [125, [0x82, 125]],
    [126, [0x82, 126, 0, 126]],
    [65_535, [0x82, 126, 0xff, 0xff]],
    [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])('of %i bytes has the head of RFC 6455 §5.2', (length, head) => {
    const frame = frameMessage(new Uint8Array(length).fill(7))
    expect([...frame.head.subarray(0, head.length)]).toEqual(head)
    expect(frameBytes(frame)).toBe(head.length + length)
  })

  it('holds text as UTF-8 and counts its bytes', () => {
    const frame = frameMessage('größe 😀')
    expect(frame.head[0]).toBe(0x81)
    expect(Buffer.from(frame.head.subarray(2)).toString()).toBe('größe 😀')
    expect(frame.payloadBytes).toBe(Buffer.byteLength('größe 😀'))
  })

  it('shares the bytes of a large body instead of copying them', () => {
    const data = new Uint8Array(100_000)
    expect(frameMessage(data).body).toBe(data)
  })
})
