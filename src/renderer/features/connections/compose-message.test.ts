import { describe, expect, it } from 'vitest'
import { composeMessage } from './compose-message'

describe('composing a message', () => {
  it('takes text as it is, also none', () => {
    expect(composeMessage('text', ' {"a": 1}\n')).toEqual({
      ok: true,
      message: { type: 'text', text: ' {"a": 1}\n' },
    })
    expect(composeMessage('text', '')).toMatchObject({ ok: true })
  })

  it('takes hex digits for binary', () => {
    expect(composeMessage('binary', '01 ff')).toEqual({
      ok: true,
      message: { type: 'binary', data: new Uint8Array([1, 255]) },
    })
    expect(composeMessage('binary', 'hello')).toMatchObject({ ok: false })
  })
})
