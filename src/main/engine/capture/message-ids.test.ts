import { describe, expect, it } from 'vitest'
import { compilePairing } from './message-ids'

const read = (message: unknown, pairing = {}) =>
  compilePairing(pairing).read(typeof message === 'string' ? message : JSON.stringify(message))

describe('an id that is guessed', () => {
  it('is found under the common names', () => {
    expect(read({ id: 7, type: 'subscribe' })).toEqual({ id: '7', role: 'either' })
    expect(read({ requestId: 'a', id: 'of something else' })).toEqual({ id: 'a', role: 'either' })
    expect(read({ ref: '3', event: 'phx_reply' })).toEqual({ id: '3', role: 'either' })
  })

  it('is that of the request where a reply names it', () => {
    expect(read({ id: 9, replyTo: 7 })).toEqual({ id: '7', role: 'reply' })
  })

  it('says in JSON-RPC which message asks and which answers', () => {
    expect(read({ jsonrpc: '2.0', id: 1, method: 'add' })?.role).toBe('request')
    expect(read({ jsonrpc: '2.0', id: 1, result: null })?.role).toBe('reply')
    expect(read({ jsonrpc: '2.0', id: 1, error: { code: 1 } })?.role).toBe('reply')
  })

  it('is neither empty, nor a value of another type, nor in what is no JSON object', () => {
    for (const message of [
      '{"id":',
      'id: 7',
      '[{"id":7}]',
      '""',
      { id: '' },
      { id: true },
      { id: { id: 1 } },
    ]) {
      expect(read(message)).toBeNull()
    }
  })
})

describe('an id at a path of the workspace', () => {
  it('is what the first path finds that finds something', () => {
    const pairing = { id: ['$.answers', '$.header.number'] }
    expect(read({ header: { number: 12 } }, pairing)).toEqual({ id: '12', role: 'either' })
    expect(read({ header: { number: 13 }, answers: 12 }, pairing)).toEqual({ id: '12', role: 'either' })
    expect(read({ id: 12 }, pairing)).toBeNull()
  })

  it('may be an element of an array, as in OCPP', () => {
    expect(read([2, '19223201', 'BootNotification', {}], { id: '$[1]' })?.id).toBe('19223201')
  })

  it('is nowhere where the list of paths is empty', () => {
    expect(read({ id: 7 }, { id: [] })).toBeNull()
  })

  it('leaves a path out that is invalid, and says so', () => {
    const { problems, read: readId } = compilePairing({ id: ['$.[?(', '$.id'] })
    expect(problems).toEqual([expect.stringContaining('$.[?(')])
    expect(readId('{"id":7}')?.id).toBe('7')
  })
})
