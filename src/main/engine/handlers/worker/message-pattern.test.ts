import { describe, expect, it } from 'vitest'
import { HandlerError } from './handler-error'
import { MessagePattern } from './message-pattern'
import { TextMessage, toMessage } from './ws-message'

const binary = toMessage('binary', Uint8Array.of(1))
const ping = toMessage('ping', new Uint8Array())

describe('MessagePattern.exact', () => {
  it('matches this text only, given as text or as a message', () => {
    const pattern = MessagePattern.exact('ping')
    expect(
      ['ping', new TextMessage('ping'), 'Ping', 'ping ', ping, binary].map((one) => pattern.matches(one)),
    ).toEqual([true, true, false, false, false, false])
  })
})

describe('MessagePattern.any', () => {
  it('matches every text and binary message, and no ping, pong or close', () => {
    const pattern = MessagePattern.any()
    const messages = [
      '',
      new TextMessage('x'),
      binary,
      ping,
      { type: 'close', code: 1000, reason: '' } as const,
    ]
    expect(messages.map((one) => pattern.matches(one))).toEqual([true, true, true, false, false])
  })
})

describe('MessagePattern.regex', () => {
  it('gives named groups and captures', () => {
    const match = MessagePattern.regex('^/(\\w+) (?<room>\\w+)( now)?$').match('/join lobby')
    expect(match).toEqual({ groups: { room: 'lobby' }, captures: ['join', 'lobby', ''], values: [] })
    expect(match?.groups.room).toBe('lobby')
  })

  it('finds the same each time, also with flags that make a RegExp remember', () => {
    const pattern = MessagePattern.regex('a', 'giy')
    expect([pattern.matches('A'), pattern.matches('a'), pattern.match('A') !== null]).toEqual([
      true,
      true,
      true,
    ])
  })

  it('matches no binary message', () => {
    expect(MessagePattern.regex('').matches(binary)).toBe(false)
    expect(MessagePattern.regex('').match(binary)).toBeNull()
  })

  it('throws kind pattern when it is invalid', () => {
    expect(() => MessagePattern.regex('(')).toThrow(
      expect.objectContaining({ name: 'HandlerError', kind: 'pattern' }),
    )
    expect(() => MessagePattern.regex('a', 'zz')).toThrow(HandlerError)
  })

  it('is named as it is written', () => {
    expect(String(MessagePattern.regex('^/a', 'i'))).toBe('/^\\/a/i')
  })
})

describe('MessagePattern.jsonpath', () => {
  it('matches where the query finds something, whatever its value', () => {
    const pattern = MessagePattern.jsonpath('$.type')
    expect(
      ['{"type":null}', '{"type":false}', '{"type":0}', '{"kind":1}', '[]', '1'].map((one) =>
        pattern.matches(one),
      ),
    ).toEqual([true, true, true, false, false, false])
  })

  it('with equals compares deeply; the order of keys does not matter', () => {
    const pattern = MessagePattern.jsonpath('$.filter', { a: [1, { b: null }], c: 'x' })
    expect(pattern.matches('{"filter":{"c":"x","a":[1,{"b":null}]}}')).toBe(true)
    expect(pattern.matches('{"filter":{"c":"x","a":[1,{"b":0}]}}')).toBe(false)
    expect(pattern.matches('{"filter":{"c":"x"}}')).toBe(false)
    expect(MessagePattern.jsonpath('$.n', null).matches('{"n":null}')).toBe(true)
  })

  it('gives the values that it finds', () => {
    expect(MessagePattern.jsonpath('$..id').match('{"a":{"id":1},"b":[{"id":2}]}')?.values).toEqual([1, 2])
  })

  it('never matches text that is not JSON, nor binary, and is no error there', () => {
    const pattern = MessagePattern.jsonpath('$')
    expect(['nope', '', '{', new TextMessage('x'), binary].map((one) => pattern.matches(one))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it('takes a message that was written down, not only one that came in', () => {
    const message = { type: 'text', text: '{"type":1}', json: () => JSON.parse('null') } as const
    expect(MessagePattern.jsonpath('$.type').matches(message)).toBe(true)
  })
})

describe('extract', () => {
  it('gives the first value that a query finds, or undefined', () => {
    const pattern = MessagePattern.any()
    expect(pattern.extract('{"a":[5,6]}', '$.a[*]')).toBe(5)
    expect(pattern.extract(new TextMessage('{"a":null}'), '$.a')).toBeNull()
    expect(pattern.extract('{}', '$.a')).toBeUndefined()
    expect(pattern.extract('not JSON', '$.a')).toBeUndefined()
    expect(() => pattern.extract('{}', '$[?(]')).toThrow(HandlerError)
  })
})
