import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { faultSchema } from '../../../shared/model/workspace'
import { closeOf, ServerFixture, testSettings } from './server-fixture.test-support'

let fixture: ServerFixture

beforeEach(() => {
  fixture = new ServerFixture()
})
afterEach(() => fixture.dispose())

/** The answer to a handshake that is refused. */
async function refusalOf(
  client: WebSocket,
): Promise<{ status: number | undefined; body: string; headers: Record<string, unknown> }> {
  const [, response] = await once(client, 'unexpected-response')
  let body = ''
  for await (const chunk of response) body += chunk
  return { status: response.statusCode, body, headers: response.headers }
}

/** The whole answer to what is written to the port as it is. */
async function rawAnswer(text: string): Promise<string> {
  const socket = connect(fixture.port, '127.0.0.1')
  socket.write(text)
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return answer
}

function handshake(target: string, ...headers: string[]): string {
  return [
    `GET ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
    '',
    '',
  ].join('\r\n')
}

describe('the listening server', () => {
  it('says where it can be reached', async () => {
    const address = await fixture.server.start(testSettings())
    expect(address).toEqual({
      host: '127.0.0.1',
      port: fixture.port,
      url: `ws://127.0.0.1:${fixture.port}`,
      loopback: true,
    })
  })

  it('says loudly that other machines can reach it, and gives an address that can be copied', async () => {
    const address = await fixture.server.start(testSettings({ host: '0.0.0.0' }))
    expect(address.loopback).toBe(false)
    expect(address.url).toBe(`ws://127.0.0.1:${address.port}`)
  })

  it('names a port that is taken and the way out', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    await expect(fixture.server.start(testSettings({ port }))).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(`Port ${port} is in use. Choose another with --port N`),
    })
    other.close()
  })

  it('names an address that this machine does not have', async () => {
    await expect(fixture.server.start(testSettings({ host: '192.0.2.1' }))).rejects.toMatchObject({
      code: 'address-unavailable',
      message: expect.stringContaining('192.0.2.1'),
    })
  })

  it('can start again after it was stopped, and never gives a number twice', async () => {
    await fixture.start()
    expect((await fixture.connect()).connection.id).toBe('c1')
    await fixture.server.stop(1001, '')
    await fixture.start()
    expect((await fixture.connect()).connection.id).toBe('c2')
  })

  it('closes every client with code and reason when it stops, and cuts off those that do not answer', async () => {
    await fixture.start()
    const { client } = await fixture.connect()
    const mute = await fixture.connect()
    mute.client.pause()
    const closed = closeOf(client)
    const { port } = fixture
    await fixture.server.stop(1001, 'going away')
    expect(await closed).toEqual({ code: 1001, reason: 'going away' })
    expect(fixture.server.connections.size).toBe(0)
    await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('a handshake', () => {
  it('gives handlers what the client sent, percent-encoding kept', async () => {
    await fixture.start()
    const { connection } = await fixture.connect('/ws/a%2Fb?x=1&y=%20', {
      headers: { 'X-Token': 'secret' },
      protocols: ['one', 'two'],
    })
    expect(connection.info).toMatchObject({
      path: '/ws/a%2Fb',
      query: 'x=1&y=%20',
      remoteAddress: '127.0.0.1',
      protocols: ['one', 'two'],
      headers: { 'x-token': 'secret' },
    })
    expect(connection.handlers).toEqual(['test'])
  })

  it('chooses the subprotocol that the decision names, else the first that is offered', async () => {
    await fixture.start()
    expect((await fixture.connect('/', { protocols: ['a', 'b'] })).client.protocol).toBe('a')
    fixture.decide = () => ({ accept: true, protocol: 'b', handlers: [] })
    const { client, connection } = await fixture.connect('/', { protocols: ['a', 'b'] })
    expect(client.protocol).toBe('b')
    expect(connection.subprotocol).toBe('b')
    expect((await fixture.connect('/')).client.protocol).toBe('')
  })

  it('is refused with the decision’s status, headers and body', async () => {
    await fixture.start()
    fixture.decide = () => ({
      accept: false,
      status: 401,
      headers: { 'WWW-Authenticate': 'Bearer', 'Bad\nName': 'x', 'X-Split': 'a\r\nSet-Cookie: b' },
      body: 'no token',
      by: 'chat.ts',
    })
    const answer = await refusalOf(fixture.client('/private'))
    expect(answer).toMatchObject({ status: 401, body: 'no token' })
    expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer', 'x-split': 'a Set-Cookie: b' })
    expect(answer.headers).not.toHaveProperty('set-cookie')
    expect(await fixture.refusals.next()).toMatchObject({
      info: { path: '/private' },
      status: 401,
      reason: 'no token',
      origin: 'handler',
    })
  })

  it('that fails to be decided gets 503 instead of hanging', async () => {
    await fixture.start()
    fixture.decide = () => Promise.reject(new Error('broken'))
    expect(await refusalOf(fixture.client())).toMatchObject({ status: 503 })
  })

  it('to a path that nothing serves gets 404, or is accepted, as the settings say', async () => {
    fixture.decide = () => ({ accept: 'unmatched' })
    await fixture.start()
    expect(await refusalOf(fixture.client('/nowhere'))).toMatchObject({ status: 404 })
    fixture.server.configure(testSettings({ unmatchedPath: 'accept' }))
    expect((await fixture.connect('/nowhere')).connection.handlers).toEqual([])
  })

  it('from a web page of another origin gets 403, until the origin is allowed', async () => {
    await fixture.start()
    const headers = { Origin: 'https://app.example.com' }
    expect(await refusalOf(fixture.client('/', { headers }))).toMatchObject({ status: 403 })
    expect(await fixture.refusals.next()).toMatchObject({
      status: 403,
      reason: 'origin https://app.example.com is not allowed',
      origin: 'engine',
    })
    fixture.server.configure(testSettings({ allowedOrigins: ['https://app.example.com'] }))
    expect((await fixture.connect('/', { headers })).connection.state).toBe('open')
  })

  it('that calls this machine by a name of its own gets 403: a web page had the name resolve to it', async () => {
    await fixture.start()
    const headers = { Host: 'evil.example', Origin: 'http://localhost' }
    const { status, body } = await refusalOf(fixture.client('/', { headers }))
    expect(status).toBe(403)
    expect(body).toContain('"server.allowedHosts"')
    expect(await fixture.refusals.next()).toMatchObject({ status: 403, origin: 'engine' })
    fixture.server.configure(testSettings({ allowedHosts: ['evil.example'] }))
    expect((await fixture.connect('/', { headers })).connection.state).toBe('open')
  })

  it('whose client resets the connection while it is refused ends nothing else', async () => {
    await fixture.start()
    const failures: unknown[] = []
    const fail = (error: unknown) => failures.push(error)
    process.on('uncaughtException', fail)
    // The refusal is written to a socket that is gone already, as far as the kernel knows.
    let refuse: () => void = () => undefined
    const asked = new Promise<void>((told) => {
      fixture.decide = () => {
        told()
        return new Promise((resolve) => {
          refuse = () => resolve({ accept: false, status: 403, headers: {}, body: '', by: '' })
        })
      }
    })
    const gone = connect(fixture.port, '127.0.0.1')
    gone.write(handshake('/', 'Sec-WebSocket-Version: 13'))
    await asked
    gone.resetAndDestroy()
    refuse()
    await fixture.refusals.next()
    fixture.decide = () => ({ accept: true, protocol: null, handlers: [] })
    expect((await fixture.connect()).connection.state).toBe('open')
    process.off('uncaughtException', fail)
    expect(failures).toEqual([])
  })

  it('beyond the limit of connections gets 503, and there is room again after a close', async () => {
    await fixture.start({ maxConnections: 1 })
    const { client } = await fixture.connect()
    expect(await refusalOf(fixture.client())).toMatchObject({ status: 503 })
    client.close()
    await fixture.closes.next()
    expect((await fixture.connect()).connection.state).toBe('open')
  })

  it('beyond the limit per second gets 503 and when to come again; others are let in at once', async () => {
    await fixture.start({ maxConnectionsPerSecond: 3 })
    for (let count = 0; count < 3; count++) await fixture.connect()
    const { status, body, headers } = await refusalOf(fixture.client())
    expect({ status, retryAfter: headers['retry-after'] }).toEqual({ status: 503, retryAfter: '1' })
    expect(body).toBe(
      'the limit of 3 new connections per second is reached ("server.maxConnectionsPerSecond")',
    )
    expect(await fixture.refusals.next()).toMatchObject({ status: 503, limit: 'connection-rate' })
    expect(fixture.server.connections.size).toBe(3)
    fixture.server.configure(testSettings({ maxConnectionsPerSecond: null }))
    expect((await fixture.connect()).connection.state).toBe('open')
  })

  it('that is refused for another reason does not count for the limit per second', async () => {
    await fixture.start({ maxConnectionsPerSecond: 1 })
    const headers = { Origin: 'https://app.example.com' }
    for (let count = 0; count < 3; count++) {
      expect(await refusalOf(fixture.client('/', { headers }))).toMatchObject({ status: 403 })
    }
    expect((await fixture.connect()).connection.state).toBe('open')
  })

  it('with headers that are too slow or too large shows, with the limit and, where it came, the path', async () => {
    fixture = new ServerFixture({ headersTimeoutMs: 100 })
    await fixture.start()
    const head = 'GET /slow HTTP/1.1\r\nHost: 127.0.0.1\r\n'
    expect(await rawAnswer(head)).toMatch(/^HTTP\/1\.1 408 /)
    expect(await fixture.refusals.next()).toMatchObject({
      status: 408,
      origin: 'engine',
      limit: 'header-time',
      info: { remoteAddress: '127.0.0.1' },
    })
    expect(await rawAnswer(handshake('/large?x', `X: ${'x'.repeat(20_000)}`))).toMatch(/^HTTP\/1\.1 431 /)
    expect(await fixture.refusals.next()).toMatchObject({
      status: 431,
      origin: 'engine',
      limit: 'header-size',
      info: { path: '/large' },
    })
    expect(await rawAnswer('hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await fixture.refusals.next()).toMatchObject({ status: 400, limit: null })
  })

  it('is refused by a fault, which is named', async () => {
    await fixture.start()
    fixture.faults.setFaults([faultSchema.parse({ name: 'down', enabled: true, refuseUpgrade: 502 })])
    expect(await refusalOf(fixture.client())).toMatchObject({ status: 502 })
    expect(await fixture.refusals.next()).toMatchObject({
      origin: 'fault',
      reason: 'refused by the fault "down"',
    })
  })

  it('in absolute form is understood', async () => {
    await fixture.start()
    const socket = connect(fixture.port, '127.0.0.1')
    socket.write(handshake('http://mock.example/ws?x=1', 'Sec-WebSocket-Version: 13'))
    expect((await fixture.openings.next()).info).toMatchObject({ path: '/ws', query: 'x=1' })
    socket.destroy()
  })

  it('in another version gets 426 and the version that is spoken', async () => {
    await fixture.start()
    const answer = await rawAnswer(handshake('/', 'Sec-WebSocket-Version: 8'))
    expect(answer).toMatch(/^HTTP\/1\.1 426 /)
    expect(answer).toContain('Sec-WebSocket-Version: 13')
  })

  it.each([
    ['with another method', handshake('/', 'Sec-WebSocket-Version: 13').replace('GET', 'POST'), 405],
    [
      'without a key',
      handshake('/', 'Sec-WebSocket-Version: 13').replace(/Sec-WebSocket-Key.*\r\n/, ''),
      400,
    ],
    [
      'with a repeated subprotocol',
      handshake('/', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Protocol: a, a'),
      400,
    ],
    ['to something else', handshake('/', 'Sec-WebSocket-Version: 13').replace('websocket', 'h2c'), 426],
    ['without a path', handshake('*', 'Sec-WebSocket-Version: 13'), 400],
    ['with endless headers', handshake('/', `X: ${'x'.repeat(20_000)}`), 431],
    ['that is no HTTP', 'hello\r\n\r\n', 400],
  ])('%s is answered in HTTP', async (_what, text, status) => {
    await fixture.start()
    expect(await rawAnswer(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  })

  it('that is a plain request is told what this is and how to connect', async () => {
    await fixture.start()
    const [response] = await once(
      request({ port: fixture.port, host: '127.0.0.1', path: '/x' }).end(),
      'response',
    )
    let body = ''
    for await (const chunk of response) body += chunk
    expect(response.statusCode).toBe(426)
    expect(body).toContain(`npx wscat -c ${fixture.url}`)
    expect(body.trim().split('\n')).toHaveLength(1)
    expect(await fixture.refusals.next()).toMatchObject({ status: 426, info: { path: '/x' } })
  })

  it('whose client leaves before it is decided leaves nothing behind', async () => {
    await fixture.start()
    let accept: () => void = () => undefined
    const asked = new Promise<void>((told) => {
      fixture.decide = () => {
        told()
        return new Promise((resolve) => {
          accept = () => resolve({ accept: true, protocol: null, handlers: [] })
        })
      }
    })
    const gone = connect(fixture.port, '127.0.0.1')
    gone.write(handshake('/', 'Sec-WebSocket-Version: 13'))
    await asked
    gone.resetAndDestroy()
    await once(gone, 'close')
    accept()
    fixture.decide = () => ({ accept: true, protocol: null, handlers: [] })
    await fixture.connect('/next')
    // The one that left may have been opened and closed again; it must not stay.
    await expect.poll(() => fixture.server.connections.size).toBe(1)
  })
})

describe('a refused handshake', () => {
  it('for an extension that is malformed shows, too', async () => {
    await fixture.start({ compression: true })
    const headers = { 'Sec-WebSocket-Extensions': 'permessage-deflate; server_max_window_bits=99' }
    expect(await refusalOf(fixture.client('/', { perMessageDeflate: false, headers }))).toMatchObject({
      status: 400,
    })
    expect(await fixture.refusals.next()).toMatchObject({
      status: 400,
      origin: 'engine',
      reason: expect.stringContaining('Sec-WebSocket-Extensions'),
    })
  })

  it('is read by a client that has sent more than was wanted', async () => {
    await fixture.start()
    const socket = connect(fixture.port, '127.0.0.1')
    socket.write(handshake('/', 'Sec-WebSocket-Version: 8'))
    socket.write(Buffer.alloc(4 * 1024 * 1024))
    let answer = ''
    for await (const chunk of socket) answer += chunk
    expect(answer).toMatch(/^HTTP\/1\.1 426 /)
  })

  it('whose answer nobody reads does not keep the server from stopping', async () => {
    await fixture.start()
    const body = 'x'.repeat(64 * 1024 * 1024)
    fixture.decide = () => ({ accept: false, status: 403, headers: {}, body, by: 'large.ts' })
    const socket = connect(fixture.port, '127.0.0.1').pause()
    socket.on('error', () => undefined)
    socket.write(handshake('/', 'Sec-WebSocket-Version: 13'))
    await fixture.refusals.next()
    await fixture.server.stop(1001, '')
    expect(fixture.server.address).toBeNull()
    socket.destroy()
  })
})

describe('a payload limit', () => {
  it('holds where it is larger than any text can be', async () => {
    await fixture.start({ maxPayload: 2 ** 32 })
    const socket = connect(fixture.port, '127.0.0.1')
    socket.write(handshake('/', 'Sec-WebSocket-Version: 13'))
    await fixture.openings.next()
    socket.resume()
    const head = Buffer.alloc(14)
    head.writeUInt16BE(0x81ff, 0)
    head.writeBigUInt64BE(2n ** 31n, 2)
    socket.write(head)
    expect(await fixture.closes.next()).toMatchObject({ code: 1009 })
    socket.destroy()
  })
})

describe('a server with TLS', () => {
  it('keeps its certificate, and speaks wss', async () => {
    const certificateFolder = await mkdtemp(join(tmpdir(), 'understudy-cert-'))
    try {
      fixture = new ServerFixture({ certificateFolder })
      await fixture.start({ tls: true })
      expect(fixture.url).toMatch(/^wss:\/\//)
      const ca = await readFile(join(certificateFolder, 'cert.pem'), 'utf8')
      const { client, inbox } = await fixture.connect('/', { ca })
      fixture.onMessage = (connection, type, payload) => connection.send(type, payload)
      client.send('over TLS')
      expect(await inbox.next()).toBe('over TLS')
      await fixture.server.stop(1001, '')
      await fixture.start({ tls: true })
      expect(await readFile(join(certificateFolder, 'cert.pem'), 'utf8')).toBe(ca)
    } finally {
      await rm(certificateFolder, { recursive: true, force: true })
    }
  })

  it('stops also while somebody is connected who does not begin the handshake', async () => {
    await fixture.start({ tls: true })
    const silent = connect(Number(new URL(fixture.url).port), '127.0.0.1')
    await once(silent, 'connect')
    const ended = once(silent, 'close')
    silent.on('error', () => undefined)
    await fixture.server.stop(1001, '')
    await ended
  })
})
