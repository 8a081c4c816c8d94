import { describe, expect, it } from 'vitest'
import { bodyBytes, bodyText, copyText, prettyBody, prettyLimit } from './message-body'

describe('the body of a message', () => {
  it('is tried as JSON up to ten megabytes, and says where it is not', () => {
    expect(prettyBody({ type: 'text', text: '{"a":1}' })).toEqual({ type: 'maybe-json', text: '{"a":1}' })
    const text = JSON.stringify('x'.repeat(prettyLimit))
    expect(prettyBody({ type: 'text', text })).toMatchObject({
      type: 'text',
      note: expect.stringContaining('10 MB'),
    })
  })

  it('is the same as bytes and as text', () => {
    expect(bodyBytes({ type: 'text', text: 'é' })).toEqual(new Uint8Array([0xc3, 0xa9]))
    expect(bodyText({ type: 'binary', data: new Uint8Array([0xc3, 0xa9]) })).toBe('é')
    expect(bodyText({ type: 'none' })).toBe('')
  })

  it('is copied as text, and as hex where it is binary', () => {
    expect(copyText({ type: 'text', text: 'hi' })).toBe('hi')
    expect(copyText({ type: 'binary', data: new Uint8Array([1, 255]) })).toBe('01 ff')
  })
})
