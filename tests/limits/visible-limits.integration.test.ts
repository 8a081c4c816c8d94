import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CapturedEntry } from '../../src/main/engine/capture/capture-log'
import type { EngineEvents } from '../../src/main/engine/engine'
import { type Mock, type MockOptions, startMock } from '../engine-fixture'
import { noteCases } from '../reliability-note'

interface Watched {
  readonly mock: Mock
  readonly acts: EngineEvents['limit'][]
  readonly rows: CapturedEntry[]
}

async function watched(source: string, options: MockOptions = {}): Promise<Watched> {
  const mock = await startMock({ 'handlers/limits.ts': source }, options)
  onTestFinished(() => mock.dispose())
  const acts: EngineEvents['limit'][] = []
  const rows: CapturedEntry[] = []
  mock.engine.events.on('limit', (act) => acts.push(act))
  mock.engine.capture.tap((entry) => rows.push(entry))
  return { mock, acts, rows }
}

const quiet = 'export default { onMessage() {} }'

/** A refused handshake shows as such; what happens to an open connection is a row of its own. */
function rowOf({ rows }: Watched, kind: 'refused' | 'limit') {
  return rows
    .filter((row) => row.kind === kind)
    .map(({ origin, connection, code, payload }) => ({ origin, connection, code, text: String(payload) }))
}

describe('a limit that acts is in the events, the traffic and the statistics', () => {
  it('connections', async () => {
    const all = await watched(quiet, { server: { maxConnections: 1 } })
    await all.mock.connect()
    await expect(all.mock.connect()).rejects.toThrow('503')
    const text = 'the limit of 1 connections is reached ("server.maxConnections")'
    expect(all.acts).toEqual([{ limit: 'connections', connection: null, path: '/', text }])
    expect(rowOf(all, 'refused')).toEqual([{ origin: 'engine', connection: 0, code: 503, text }])
    expect(all.mock.engine.stats()).toMatchObject({ limited: 1, refused: 1 })
    noteCases('limits', 1, 'connections')
  })

  it('new connections per second: the rest of 40 at once is refused, and nobody who is in notices', async () => {
    const all = await watched('export default { onMessage: (ctx, msg) => ctx.send(msg) }', {
      server: { maxConnectionsPerSecond: 10 },
    })
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => all.mock.connect('/many')))
    const clients = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const refused = 40 - clients.length
    // The burst, and what a slow machine took longer for.
    expect(clients.length).toBeGreaterThanOrEqual(10)
    expect(refused).toBeGreaterThan(0)
    expect(all.acts.filter(({ limit }) => limit === 'connection-rate')).toHaveLength(refused)
    expect(rowOf(all, 'refused')).toHaveLength(refused)
    expect(all.mock.engine.stats()).toMatchObject({ limited: refused, refused })
    for (const client of clients) {
      await client.send('still here')
      expect(await client.next()).toBe('still here')
    }
    noteCases('limits', 40, 'new connections per second')
  })

  it('the size of headers', async () => {
    const all = await watched(quiet)
    const { port } = new URL(all.mock.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`GET /large HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
    for await (const _answer of socket);
    expect(all.acts).toMatchObject([{ limit: 'header-size', connection: null, path: '/large' }])
    expect(rowOf(all, 'refused')).toMatchObject([{ origin: 'engine', code: 431 }])
    expect(all.mock.engine.stats()).toMatchObject({ limited: 1, refused: 1 })
    noteCases('limits', 1, 'size of headers')
  })

  it('the size of a message', async () => {
    const all = await watched(quiet, { server: { maxPayload: 1000 } })
    const client = await all.mock.connect('/small')
    const ended = all.mock.nextConsole(({ text }) => text.includes('maxPayload'))
    void client.send('x'.repeat(1001))
    expect((await client.closed).code).toBe(1009)
    const { text, seq } = await ended.then((line) => ({ text: line.text, seq: line.cause }))
    expect(text).toBe('c1: closed with 1009: its message is larger than "server.maxPayload" allows.')
    expect(all.acts).toMatchObject([{ limit: 'payload', connection: 'c1', path: '/small' }])
    expect(rowOf(all, 'limit')).toMatchObject([{ origin: 'engine', connection: 1 }])
    expect(all.rows.find((row) => row.kind === 'limit')?.seq).toBe(seq)
    expect(all.mock.engine.stats().limited).toBe(1)
    noteCases('limits', 1, 'size of a message')
  })

  it('a client that reads too slowly', async () => {
    const flood = `export default {
      onMessage(ctx) { for (let i = 0; i < 80; i++) ctx.sendBinary(new Uint8Array(1024 * 1024)) },
    }`
    const all = await watched(flood)
    const client = await all.mock.connect()
    await client.send('go')
    client.socket.pause()
    await all.mock.nextConsole(({ text }) => text.includes('1013'))
    expect(all.acts).toMatchObject([{ limit: 'slow-client', connection: 'c1' }])
    expect(rowOf(all, 'limit')).toMatchObject([
      {
        origin: 'engine',
        connection: 1,
        text: expect.stringMatching(/^closed with 1013: .* were waiting for it$/),
      },
    ])
    expect(all.mock.engine.stats().limited).toBe(1)
    noteCases('limits', 1, 'a client that reads too slowly')
  })

  it('a client that sends faster than its handlers finish, once per client', async () => {
    const all = await watched(`export default { onMessage: () => new Promise(() => undefined) }`)
    const client = await all.mock.connect()
    const paused = all.mock.backpressure(client)
    for (let count = 0; count < 1100; count++) void client.send('more')
    await paused
    expect(all.acts).toMatchObject([{ limit: 'slow-handlers', connection: 'c1' }])
    expect(rowOf(all, 'limit')).toMatchObject([{ origin: 'engine', connection: 1 }])
    expect(all.mock.engine.stats().limited).toBe(1)
    noteCases('limits', 1, 'a client that is faster than its handlers')
  })
})
