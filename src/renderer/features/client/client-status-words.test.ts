import { describe, expect, it } from 'vitest'
import type { ClientStatus } from '../../../shared/model/client'
import { clientStatusWords as wordsAt } from './client-status-words'

const address = 'ws://127.0.0.1:4400'

const now = 1_700_000_000_000
const clientStatusWords = (status: ClientStatus) => wordsAt(status, now)

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

  it('counts down to the next attempt, and says which one it is after the first', () => {
    const waiting = { state: 'waiting', address, retryAt: now + 2400, attempt: 1 } as const
    expect(clientStatusWords(waiting)).toBe('Reconnects in 3 s')
    expect(clientStatusWords({ ...waiting, retryAt: now - 20, attempt: 3 })).toBe(
      'Reconnects in 1 s · attempt 3',
    )
  })
})
