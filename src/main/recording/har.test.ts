import { describe, expect, it } from 'vitest'
import { HarWriter, readHar } from './har'

const message = { type: 'receive', time: 1_700_000_001.25, opcode: 1, data: 'hi' }

function har(entry: object): string {
  return JSON.stringify({
    log: {
      entries: [{ request: { url: 'https://a.example/' }, startedDateTime: '2023-11-14T22:13:20Z' }, entry],
    },
  })
}

function socket(messages: readonly object[]): object {
  return {
    startedDateTime: '2023-11-14T22:13:20.000Z',
    request: { url: 'wss://a.example/ws?x=1', headers: [{ name: 'Cookie', value: 'secret' }] },
    _webSocketMessages: messages,
  }
}

describe('readHar', () => {
  it('takes the sockets of a browser’s HAR, in the order of time, without credentials', () => {
    const sent = { ...message, type: 'send', time: 1_700_000_000.5, opcode: 2, data: 'AQI=' }
    const { startedAt, entries } = readHar(har(socket([sent, message])))
    expect(startedAt).toBe(1_700_000_000_000)
    expect(entries).toMatchObject([
      { t: 0, kind: 'open', connection: 'c1', path: '/ws', handshake: { query: 'x=1' } },
      { t: 500, kind: 'binary', direction: 'from-client', base64: 'AQI=' },
      { t: 1250, kind: 'text', direction: 'to-client', origin: 'upstream', text: 'hi' },
    ])
    expect(JSON.stringify(entries)).not.toContain('secret')
  })

  it.each([
    ['{\n  "log": {\n oops', /^line 3: it is not JSON/],
    [har(socket([{ ...message, time: 'noon' }])), /log\.entries\[1\]\._webSocketMessages\[0\]\.time/],
    [har({ ...socket([]), startedDateTime: 'noon' }), /log\.entries\[1\]\.startedDateTime: not a date/],
    [har({ ...socket([]), _webSocketMessages: undefined }), /no WebSocket messages/],
    ['[]', /no HAR/],
  ])('says what is wrong and where: %#', (text, words) => {
    expect(() => readHar(text)).toThrow(words)
  })
})

describe('HarWriter', () => {
  const told = {
    t: 0,
    kind: 'text',
    direction: 'to-client',
    origin: 'handler',
    connection: 'c1',
    path: '/',
  } as const

  it('tells what the client got where a fault corrupted or doubled it', () => {
    const writer = new HarWriter(0)
    const corruption = { at: 0, was: 's', became: 'r' }
    writer.add({ ...told, text: 'sound', faults: [{ fault: 'noise', action: 'corrupted', corruption }] })
    writer.add({
      ...told,
      kind: 'binary',
      base64: 'AQI=',
      faults: [
        { fault: 'noise', action: 'corrupted', corruption: { at: 1, was: '02', became: 'fd' } },
        { fault: 'echo', action: 'duplicated' },
      ],
    })
    const twice = { opcode: 2, data: 'Af0=' }
    expect(writer.har().log.entries).toMatchObject([
      { _webSocketMessages: [{ opcode: 1, data: 'round' }, twice, twice] },
    ])
  })

  it('leaves out what a fault kept from the client', () => {
    const writer = new HarWriter(0)
    writer.add({ ...told, text: 'lost', faults: [{ fault: 'lossy', action: 'dropped' }] })
    writer.add({ ...told, text: 'unsent', faults: [{ fault: '', action: 'lost' }] })
    writer.add({ ...told, text: 'late', faults: [{ fault: 'slow', action: 'delayed', ms: 5 }] })
    expect(writer.har().log.entries).toMatchObject([{ _webSocketMessages: [{ data: 'late' }] }])
  })

  it('writes refused handshakes with their status, and leaves out the upstream leg', () => {
    const writer = new HarWriter(Date.parse('2026-01-01T00:00:00Z'))
    const base = { t: 0, origin: 'client', path: '/ws' } as const
    writer.add({ ...base, kind: 'refused', direction: 'none', connection: null, code: 404 })
    writer.add({ ...base, kind: 'text', direction: 'to-upstream', connection: 'c1', text: 'up' })
    writer.add({ ...base, kind: 'text', direction: 'from-client', connection: 'c1', text: 'down' })
    const { entries } = writer.har().log
    expect(entries).toMatchObject([
      { response: { status: 101 }, _webSocketMessages: [{ type: 'send', data: 'down' }] },
      { response: { status: 404 }, request: { url: 'ws://localhost/ws' } },
    ])
  })
})
