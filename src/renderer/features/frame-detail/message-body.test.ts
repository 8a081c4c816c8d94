import { describe, expect, it } from 'vitest'
import {
  bodyBytes,
  bodyText,
  copyText,
  depthLimit,
  prettyBody,
  prettyLimit,
  textLimit,
  visibleText,
} from './message-body'

describe('the body of a message', () => {
  it('is pretty JSON where it is JSON, else text', () => {
    expect(prettyBody({ type: 'text', text: '{"a":1}' })).toEqual({ type: 'json', value: { a: 1 } })
    expect(prettyBody({ type: 'text', text: 'hello' })).toEqual({ type: 'text', text: 'hello', note: '' })
  })

  it('is not parsed beyond a megabyte, and says so', () => {
    const text = JSON.stringify('x'.repeat(prettyLimit))
    expect(prettyBody({ type: 'text', text })).toMatchObject({
      type: 'text',
      note: expect.stringContaining('1 MB'),
    })
  })

  it('is not laid out as JSON where it is nested without end, which would take the whole window down', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    expect(prettyBody({ type: 'text', text: nested(depthLimit) })).toMatchObject({ type: 'json' })
    expect(prettyBody({ type: 'text', text: nested(100_000) })).toMatchObject({
      type: 'text',
      note: 'Nested too deeply to be shown as JSON: over 500 levels.',
    })
  })

  it('is laid out only as far as the window stays quick', () => {
    expect(visibleText('short')).toEqual({ text: 'short', hiddenCharacters: 0 })
    expect(visibleText('x'.repeat(textLimit + 5)).hiddenCharacters).toBe(5)
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
