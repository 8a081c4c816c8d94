import { describe, expect, it } from 'vitest'
import { FramedMessage } from './framed-message'

describe('a framed message', () => {
  it.each([
    [0, [0x82, 0]],
    [125, [0x82, 125]],
    [126, [0x82, 126, 0, 126]],
    [65_535, [0x82, 126, 0xff, 0xff]],
    [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])('of %i bytes has the head of RFC 6455 §5.2', (length, head) => {
    const frame = new FramedMessage(new Uint8Array(length).fill(7))
    expect([...frame.bytes.head.subarray(0, head.length)]).toEqual(head)
    expect(frame.frameBytes).toBe(head.length + length)
  })

  it('holds text as UTF-8 and counts its bytes', () => {
    const frame = new FramedMessage('größe 😀')
    expect(frame.bytes.head[0]).toBe(0x81)
    expect(Buffer.from(frame.bytes.head.subarray(2)).toString()).toBe('größe 😀')
    expect(frame.payloadBytes).toBe(Buffer.byteLength('größe 😀'))
  })

  it.each([
    ['text', 'größe 😀'],
    ['ASCII', 'plain'],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['a large body', new Uint8Array(100_000).fill(9)],
  ])('is written the same way whether it was framed before or not: %s', (_name, payload) => {
    const fresh = Buffer.alloc(100_020)
    const shared = Buffer.alloc(100_020)
    const message = new FramedMessage(payload)
    const end = message.writeTo(fresh, 5)
    expect(end).toBe(5 + message.frameBytes)
    const { head, body } = message.bytes
    expect(message.writeTo(shared, 5)).toBe(end)
    expect(shared.equals(fresh)).toBe(true)
    expect(fresh.subarray(5, end).equals(Buffer.concat([head, body ?? new Uint8Array()]))).toBe(true)
  })

  it('shares the bytes of a large body instead of copying them', () => {
    const data = new Uint8Array(100_000)
    expect(new FramedMessage(data).bytes.body).toBe(data)
  })
})
