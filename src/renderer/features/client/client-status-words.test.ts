import { describe, expect, it } from 'vitest'
import { clientStatusWords } from './client-status-words'

const address = 'ws://127.0.0.1:4400'

describe('the built-in client’s state in words', () => {
  it('says the subprotocol where one was agreed on', () => {
    expect(clientStatusWords({ state: 'open', address, subprotocol: '' })).toBe('Connected')
    expect(clientStatusWords({ state: 'open', address, subprotocol: 'chat.v2' })).toBe(
      'Connected, subprotocol chat.v2',
    )
  })

  it('says how the connection ended', () => {
    expect(clientStatusWords({ state: 'closed', address, code: 1001, reason: 'server stopped' })).toBe(
      'Closed 1001 going away · server stopped',
    )
    expect(clientStatusWords({ state: 'failed', address, message: 'refused' })).toBe('Could not connect')
  })
})
