import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UpstreamTarget } from '../handlers/protocol'
import { ServerFixture } from '../server/server-fixture.test-support'
import { LinkRecorder, Upstream } from './upstream-fixture.test-support'
import { UpstreamLinks } from './upstream-links'

let fixture: ServerFixture
let upstream: Upstream
let told: LinkRecorder
let links: UpstreamLinks

beforeEach(async () => {
  fixture = new ServerFixture()
  await fixture.start()
  upstream = await Upstream.start()
  told = new LinkRecorder()
  links = new UpstreamLinks(told)
})
afterEach(async () => {
  links.dispose()
  await fixture.dispose()
  await upstream.stop()
})

function target(settings: Partial<UpstreamTarget> = {}): UpstreamTarget {
  return { url: upstream.url, forwardHeaders: [], onUpstreamClose: 'relay', verifyTls: true, ...settings }
}

describe('links to upstreams', () => {
  it('forward the handshake: path, query, subprotocols and the headers that the rule names', async () => {
    const { connection } = await fixture.connect('/', {
      protocols: ['graphql-ws', 'other'],
      headers: { authorization: 'Bearer x', cookie: 'a=b', 'x-private': 'no' },
    })
    const forwardHeaders = ['Authorization', 'cookie', 'host', 'sec-websocket-key']
    links.forward(
      connection,
      'r',
      target({ url: `${upstream.url}/feed?x=%20`, forwardHeaders }),
      'text',
      'hi',
    )
    const handshake = await upstream.handshakes.next()
    expect(handshake.url).toBe('/feed?x=%20')
    expect(handshake.headers).toMatchObject({
      authorization: 'Bearer x',
      cookie: 'a=b',
      'sec-websocket-protocol': 'graphql-ws,other',
      host: upstream.url.slice('ws://'.length),
    })
    expect(handshake.headers).not.toHaveProperty('x-private')
    expect(await upstream.messages.next()).toBe('hi')
  })

  it('work with an upstream that ignores the offered subprotocols', async () => {
    const bare = createServer()
    bare.on('upgrade', (request, stream) => {
      const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
      const accept = createHash('sha1').update(key).digest('base64')
      const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
      stream.on('error', () => undefined)
      stream.write([...head, `Sec-WebSocket-Accept: ${accept}`, '\r\n'].join('\r\n'))
    })
    bare.listen(0, '127.0.0.1')
    await once(bare, 'listening')
    const address = bare.address()
    const port = typeof address === 'object' ? address?.port : 0
    const { connection } = await fixture.connect('/', { protocols: ['a'] })
    links.forward(connection, 'r', target({ url: `ws://127.0.0.1:${port}` }), 'text', 'hi')
    expect(await told.openings.next()).toBe('c1 r')
    links.dispose()
    bare.closeAllConnections()
    bare.close()
  })

  it('are one per client: each gets its own answers, and one leaving leaves the other', async () => {
    const first = await fixture.connect()
    const second = await fixture.connect()
    links.forward(first.connection, 'r', target(), 'text', 'from first')
    const firstSocket = await upstream.sockets.next()
    links.forward(second.connection, 'r', target(), 'text', 'from second')
    const secondSocket = await upstream.sockets.next()
    firstSocket.send('to first')
    expect(await told.messages.next()).toEqual({ id: first.connection.id, type: 'text', payload: 'to first' })
    links.clientClosed(first.connection, { code: 1000, reason: '', wasClean: true })
    await upstream.closes.next()
    secondSocket.send(Buffer.from([1, 2]))
    expect(await told.messages.next()).toEqual({
      id: second.connection.id,
      type: 'binary',
      payload: new Uint8Array([1, 2]),
    })
  })

  it('queue what comes before they are open and deliver it in order, over one handshake', async () => {
    const release = upstream.holdHandshakes()
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target(), 'text', 'one')
    links.forward(connection, 'r', target(), 'binary', new Uint8Array([2]))
    links.forward(connection, 'r', target(), 'text', 'three')
    await upstream.handshakes.next()
    release()
    expect(await upstream.messages.next()).toBe('one')
    expect(await upstream.messages.next()).toEqual(new Uint8Array([2]))
    expect(await upstream.messages.next()).toBe('three')
    expect(upstream.count).toBe(1)
  })

  it('tell of the upstream’s close with code, reason and policy, and connect anew on the next message', async () => {
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target({ onUpstreamClose: 'keep' }), 'text', 'one')
    await upstream.messages.next()
    ;(await upstream.sockets.next()).close(4321, 'maintenance')
    expect(await told.closes.next()).toEqual({
      id: 'c1',
      code: 4321,
      reason: 'maintenance',
      policy: 'keep',
    })
    links.forward(connection, 'r', target(), 'text', 'two')
    expect(await upstream.messages.next()).toBe('two')
    expect(upstream.count).toBe(2)
  })

  it('that are lost are told as 1006, and connect anew on the next message', async () => {
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target(), 'text', 'one')
    await upstream.messages.next()
    ;(await upstream.sockets.next()).terminate()
    expect(await told.closes.next()).toMatchObject({ code: 1006 })
    links.forward(connection, 'r', target(), 'text', 'two')
    expect(await upstream.messages.next()).toBe('two')
  })

  it.each([
    [
      { code: 4001, reason: 'done', wasClean: true },
      { code: 4001, reason: 'done' },
    ],
    [
      { code: 1005, reason: '', wasClean: true },
      { code: 1005, reason: '' },
    ],
    [
      { code: 1006, reason: '', wasClean: false },
      { code: 1001, reason: '' },
    ],
  ])('end with their client: %o', async (close, expected) => {
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target(), 'text', 'one')
    await upstream.messages.next()
    links.clientClosed(connection, close)
    expect(await upstream.closes.next()).toEqual(expected)
    await expect.poll(() => links.size).toBe(0)
    expect(told.closes.size).toBe(0)
  })

  it('that are still connecting when their client leaves say what was not delivered', async () => {
    upstream.holdHandshakes()
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target(), 'text', 'one')
    await upstream.handshakes.next()
    links.clientClosed(connection, { code: 1000, reason: '', wasClean: true })
    expect(await told.failures.next()).toMatchObject({
      reason: expect.stringContaining('the client left'),
      undelivered: 1,
    })
    await expect.poll(() => links.size).toBe(0)
  })

  it('of a rule that is gone end, those of others stay', async () => {
    const { connection } = await fixture.connect()
    links.forward(connection, 'gone', target(), 'text', 'one')
    await upstream.messages.next()
    links.forward(connection, 'kept', target(), 'text', 'two')
    await upstream.messages.next()
    links.closeRule('gone')
    expect(await upstream.closes.next()).toMatchObject({ code: 1001 })
    links.forward(connection, 'kept', target(), 'text', 'three')
    expect(await upstream.messages.next()).toBe('three')
    expect(upstream.count).toBe(2)
  })

  it('to nobody say why, how much was lost, and try again on the next message', async () => {
    const { port } = upstream
    await upstream.stop()
    const { connection } = await fixture.connect()
    const to = target({ url: `ws://127.0.0.1:${port}` })
    links.forward(connection, 'r', to, 'text', 'one')
    links.forward(connection, 'r', to, 'text', 'two')
    expect(await told.failures.next()).toEqual({
      reason: `ws://127.0.0.1:${port}: the connection was refused; is the upstream running?`,
      undelivered: 2,
    })
    upstream = await Upstream.start(port)
    links.forward(connection, 'r', to, 'text', 'three')
    expect(await upstream.messages.next()).toBe('three')
  })

  it('that get no answer to the handshake end after the time limit', async () => {
    links = new UpstreamLinks(told, { connectTimeoutMs: 30 })
    upstream.holdHandshakes()
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target(), 'text', 'one')
    expect(await told.failures.next()).toMatchObject({
      reason: expect.stringContaining('no answer to the handshake within 0.03 s'),
      undelivered: 1,
    })
  })

  it('that are refused name the status', async () => {
    const refusing = createServer((_request, response) => response.writeHead(401).end())
    refusing.listen(0, '127.0.0.1')
    await once(refusing, 'listening')
    const address = refusing.address()
    const port = typeof address === 'object' ? address?.port : 0
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target({ url: `ws://127.0.0.1:${port}` }), 'text', 'one')
    expect(await told.failures.next()).toEqual({
      reason: `ws://127.0.0.1:${port}: the upstream answered the handshake with 401 Unauthorized`,
      undelivered: 1,
    })
    refusing.close()
  })

  it('bound their queue, and stop reading from the client before that', async () => {
    links = new UpstreamLinks(told, { queueMessages: 4 })
    const release = upstream.holdHandshakes()
    const { client, connection } = await fixture.connect()
    for (let number = 0; number < 5; number += 1)
      links.forward(connection, 'r', target(), 'text', `${number}`)
    expect(await told.failures.next()).toMatchObject({ undelivered: 1 })
    client.send('not read yet')
    release()
    for (let number = 0; number < 4; number += 1) expect(await upstream.messages.next()).toBe(`${number}`)
    expect(await told.drains.next()).toBe('c1')
    expect(await fixture.messages.next()).toMatchObject({ payload: 'not read yet' })
  })

  it('deliver one message that is larger than their queue', async () => {
    links = new UpstreamLinks(told, { queueBytes: 1_000 })
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target(), 'text', 'x'.repeat(5_000))
    expect(await upstream.messages.next()).toHaveLength(5_000)
    expect(told.failures.size).toBe(0)
  })

  it('say what was wrong with an upstream that breaks the protocol', async () => {
    const { client, connection } = await fixture.connect()
    const stream = await upstream.nextStream(() => links.forward(connection, 'r', target(), 'text', 'hi'))
    // A text frame with a reserved bit (RFC 6455 §5.2).
    stream.write(Buffer.from([0xc1, 1, 97]))
    expect(await told.closes.next()).toMatchObject({
      code: 1006,
      reason: expect.stringContaining('RSV1 must be clear'),
    })
    client.terminate()
  })

  it('stop reading from the client while the upstream reads too slowly', async () => {
    links = new UpstreamLinks(told, { highWaterBytes: 200_000 })
    const { client, connection } = await fixture.connect()
    fixture.onMessage = (from, type, payload) => links.forward(from, 'r', target(), type, payload)
    client.send('first')
    const socket = await upstream.sockets.next()
    await upstream.messages.next()
    socket.pause()
    const total = 200
    for (let number = 0; number < total; number += 1) client.send(new Uint8Array(100_000))
    // The client is held back: its own buffer stays full while the upstream does not read.
    await expect.poll(() => connection.summary([]).received).toBeGreaterThan(1)
    const other = await fixture.connect()
    fixture.onMessage = (from, type, payload) => {
      if (from === connection) links.forward(from, 'r', target(), type, payload)
    }
    other.client.send('round trip')
    await expect.poll(() => other.connection.summary([]).received).toBe(1)
    expect(connection.summary([]).received).toBeLessThan(total)
    socket.resume()
    for (let number = 0; number < total; number += 1)
      expect(await upstream.messages.next()).toHaveLength(100_000)
    expect(await told.drains.next()).toBe('c1')
  })

  it('check the upstream’s certificate unless the rule says otherwise', async () => {
    const secure = new ServerFixture()
    await secure.start({ tls: true })
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target({ url: secure.url }), 'text', 'one')
    expect(await told.failures.next()).toMatchObject({
      reason: expect.stringContaining('"verifyTls": false'),
    })
    links.forward(connection, 'r', target({ url: secure.url, verifyTls: false }), 'text', 'two')
    expect(await secure.messages.next()).toMatchObject({ payload: 'two' })
    links.dispose()
    await secure.dispose()
  })

  it('report a URL that can not be used instead of throwing', async () => {
    const { connection } = await fixture.connect()
    links.forward(connection, 'r', target({ url: 'ws://[nonsense' }), 'text', 'one')
    expect(await told.failures.next()).toMatchObject({ undelivered: 1 })
  })
})
