import { describe, expect, it } from 'vitest'
import type { ServeEvent } from './serve-events'
import { jsonOutput, type LineStreams, type PrintEvent, textOutput } from './serve-output'

function printed(output: (streams: LineStreams) => PrintEvent, ...events: readonly ServeEvent[]) {
  const [out, error]: [string[], string[]] = [[], []]
  const print = output({ out: (line) => out.push(line), error: (line) => error.push(line), unread: 0 })
  for (const event of events) print(event)
  return { out, error }
}

const listening = {
  event: 'listening',
  url: 'ws://127.0.0.1:1',
  host: '127.0.0.1',
  port: 1,
  loopback: true,
} as const

describe('textOutput', () => {
  it('says on stdout where it listens, and nothing else', () => {
    const location = { file: 'handlers/chat.ts', line: 8, column: 3 }
    const { out, error } = printed(
      textOutput,
      { event: 'handler-status', status: { state: 'loading', reload: 1 } },
      { event: 'handler-status', status: { state: 'live', reload: 1, tookMs: 12.4 } },
      listening,
      { event: 'console', level: 'info', text: 'hello', location },
      { event: 'connection-refused', path: '/x', origin: null, status: 404, reason: 'nothing serves it' },
      { event: 'stopped' },
    )
    expect(out).toEqual(['listening ws://127.0.0.1:1'])
    expect(error).toEqual([
      'Live · reload #1 · 12 ms',
      'handlers/chat.ts:8:3: hello',
      'refused /x: 404 nothing serves it',
      'stopped',
    ])
  })

  it('names file, line and column of a handler that does not compile', () => {
    const problems = [{ message: 'Expected ")"', location: { file: 'handlers/a.ts', line: 2, column: 5 } }]
    const { error } = printed(textOutput, {
      event: 'handler-status',
      status: { state: 'error', reload: 2, problems, previousLive: true },
    })
    expect(error).toEqual(['Error in a.ts:2 · previous code stays live', 'handlers/a.ts:2:5: Expected ")"'])
  })

  it('says loudly that other machines can reach it', () => {
    const { error } = printed(textOutput, { ...listening, host: '0.0.0.0', loopback: false })
    expect(error).toEqual(['Other machines can reach this server: it listens on 0.0.0.0.'])
  })
})

describe('jsonOutput', () => {
  it('counts messages that nobody reads in time instead of piling them up, and tells everything else', () => {
    const out: string[] = []
    const streams = { out: (line: string) => void out.push(line), error: () => undefined, unread: 0 }
    const print = jsonOutput(streams, () => 5)
    const message = {
      event: 'message',
      connection: 'c1',
      direction: 'to-client',
      from: 'handler',
      size: 1,
      text: 'x',
    } as const
    streams.unread = 1e9
    print(message)
    print(message)
    expect(out).toEqual([])
    print({ event: 'connection-closed', connection: 'c1', code: 1000, reason: '' })
    streams.unread = 0
    print(message)
    expect(out.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'skipped', at: 5, count: 2 },
      { event: 'connection-closed' },
      { event: 'message' },
    ])
  })

  it('prints every event as one line with its time, and errors on stderr too', () => {
    const { out, error } = printed((streams) => jsonOutput(streams, () => 5), listening, {
      event: 'error',
      code: 'io',
      message: 'two\nlines',
    })
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { ...listening, at: 5 },
      { event: 'error', at: 5, code: 'io', message: 'two\nlines' },
    ])
    expect(error).toEqual(['two\nlines'])
  })
})
