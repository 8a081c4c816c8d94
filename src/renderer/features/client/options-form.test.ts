import { describe, expect, it } from 'vitest'
import { clientOptionsSchema, defaultClientOptions } from '../../../shared/model/client'
import { clientOptionsWords } from './client-options-words'
import { type OptionsDraft, optionsDraftOf, optionsOf, optionsProblems } from './options-form'

const empty = optionsDraftOf(defaultClientOptions)
const draft = (part: Partial<OptionsDraft>) => ({ ...empty, ...part })

describe('the options of a client', () => {
  it('are the defaults where nothing is filled in', () => {
    expect(optionsProblems(empty)).toEqual({})
    expect(optionsOf(empty)).toEqual(defaultClientOptions)
    expect(clientOptionsWords(defaultClientOptions)).toBe('')
  })

  it('come back as they were typed, and are what main takes', () => {
    const typed = draft({
      headers: '\nCookie: a=1; b=2\n\nX-Time:  12:30 ',
      protocols: 'graphql-transport-ws,  chat.v2',
      auth: 'bearer',
      token: ' abc.def ',
      reconnect: true,
    })
    expect(optionsProblems(typed)).toEqual({})
    const options = optionsOf(typed)
    expect(options).toEqual({
      headers: [
        { name: 'Cookie', value: 'a=1; b=2' },
        { name: 'X-Time', value: '12:30' },
      ],
      protocols: ['graphql-transport-ws', 'chat.v2'],
      auth: { type: 'bearer', token: 'abc.def' },
      reconnect: true,
      acceptAnyCertificate: false,
    })
    expect(clientOptionsSchema.parse(options)).toEqual(options)
    expect(optionsOf(optionsDraftOf(options))).toEqual(options)
    expect(clientOptionsWords(options)).toBe('2 headers, 2 subprotocols, bearer token, reconnects')
  })

  it.each([
    ['Cookie', 'Line 1: a header is written as Name: value'],
    ['Accept: x\nBad Name: 1', 'Line 2: “Bad Name” is not the name of a header'],
    ['Upgrade: h2c', 'Line 1: Upgrade belongs to the handshake itself and can’t be set'],
    ['sec-websocket-key: x', 'Line 1: sec-websocket-key belongs to the handshake itself and can’t be set'],
    [
      'Sec-WebSocket-Protocol: a',
      'Line 1: Sec-WebSocket-Protocol is set by the subprotocols: list them there',
    ],
    ['X: 日本', 'Line 1: “日” can’t be in a header’s value: only Latin letters can'],
    ['X: a\u0000b', 'Line 1: a header’s value can’t have line breaks or control characters'],
  ])('refuse the headers %j', (headers, problem) => {
    expect(optionsProblems(draft({ headers })).headers).toBe(problem)
  })

  it('refuse a header that the authentication sends', () => {
    const headers = 'authorization: Bearer x'
    expect(optionsProblems(draft({ headers }))).toEqual({})
    expect(optionsProblems(draft({ headers, auth: 'basic', user: 'ada' })).headers).toMatch(/already/)
  })

  it('refuse subprotocols that can not be sent, or not twice', () => {
    expect(optionsProblems(draft({ protocols: 'a/b' })).protocols).toBe(
      '“a/b” is not the name of a subprotocol',
    )
    expect(optionsProblems(draft({ protocols: 'a, b a' })).protocols).toBe('“a” is listed twice')
  })

  it('refuse credentials that can not be sent', () => {
    expect(optionsProblems(draft({ auth: 'basic', user: 'a:b' }))).toEqual({
      user: 'A user name can’t have a colon',
    })
    expect(optionsProblems(draft({ auth: 'bearer', token: 'a b' })).token).toMatch(/no spaces/)
    expect(optionsProblems(draft({ auth: 'query', parameter: ' ' }))).toEqual({
      token: 'The token is missing',
      parameter: 'The parameter needs a name',
    })
  })

  it('that main gets without the form are judged there as well', () => {
    const refused = (options: object) =>
      clientOptionsSchema.safeParse({ ...defaultClientOptions, ...options })
    expect(refused({ headers: [{ name: 'Connection', value: 'close' }] }).error?.message).toMatch(
      /belongs to the handshake/,
    )
    expect(refused({ headers: [{ name: 'X', value: 'a\r\nY: b' }] }).success).toBe(false)
    expect(refused({ protocols: ['a', 'a'] }).success).toBe(false)
  })
})
