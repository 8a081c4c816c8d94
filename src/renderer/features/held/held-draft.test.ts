import { describe, expect, it } from 'vitest'
import { draftOf, draftProblem, editedMessage, formatted, withMode } from './held-draft'

const json = draftOf({ type: 'text', text: '{"a":1}' })
const binary = draftOf({ type: 'binary', data: Uint8Array.of(0x48, 0x69) })

describe('a draft of a held message', () => {
  it('starts as what the message is', () => {
    expect(json.mode).toBe('json')
    expect(draftOf({ type: 'text', text: '42' }).mode).toBe('text')
    expect(binary).toMatchObject({ mode: 'binary', text: '48 69' })
  })

  it('sends nothing in the place of a message that was not changed', () => {
    expect(editedMessage(json)).toBeNull()
    expect(editedMessage({ ...binary, text: '0x48,0x69' })).toBeNull()
  })

  it('sends what was typed, not what it was parsed to', () => {
    const text = '{"id":12345678901234567890}'
    expect(editedMessage({ ...json, text })).toEqual({ type: 'text', text })
    expect(editedMessage({ ...binary, text: '01' })).toEqual({ type: 'binary', data: Uint8Array.of(1) })
  })

  it('says what is wrong with JSON and hex, and nothing of text', () => {
    expect(draftProblem({ ...json, text: '{"a":' })).toMatch(/^Not JSON: .*Choose Text/)
    expect(draftProblem({ ...binary, text: '4' })).toContain('A hex digit is missing')
    expect(draftProblem({ ...json, mode: 'text', text: '{"a":' })).toBeNull()
  })

  it('keeps what it says when it is written in another way', () => {
    const hex = withMode(draftOf({ type: 'text', text: 'Hi' }), 'binary')
    expect(hex.text).toBe('48 69')
    expect(editedMessage(hex)).toEqual({ type: 'binary', data: Uint8Array.of(0x48, 0x69) })
    expect(editedMessage(withMode(hex, 'text'))).toBeNull()
  })

  it('is laid out over several lines only where it is JSON', () => {
    expect(formatted(json).text).toBe('{\n  "a": 1\n}')
    expect(formatted({ ...json, text: '{' }).text).toBe('{')
  })
})
