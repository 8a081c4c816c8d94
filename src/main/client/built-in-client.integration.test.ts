import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  type ClientLine,
  type ClientOptions,
  type ClientStatus,
  defaultClientOptions,
} from '../../shared/model/client'
import { FakeClock } from '../engine/fake-clock.test-support'
import { loadCertificate } from '../engine/server/certificate'
import { BuiltInClient } from './built-in-client'

describe('BuiltInClient', () => {
  let server: WebSocketServer
  let address: string
  let client: BuiltInClient
  let clock: FakeClock
  let lines: ClientLine[]
  let states: ClientStatus[]

  beforeEach(async () => {
    server = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      handleProtocols: (offered) => (offered.has('chat.v2') ? 'chat.v2' : false),
    })
    await once(server, 'listening')
    address = `ws://127.0.0.1:${portOf(server.address())}`
    lines = []
    states = []
    clock = new FakeClock()
    client = new BuiltInClient(
      {
        status: (status) => states.push(status),
        line: (line) => lines.push(line),
      },
      clock,
    )
  })
  afterEach(async () => {
    client.dispose()
    for (const socket of server.clients) socket.terminate()
    await new Promise((resolve) => server.close(resolve))
  })

  async function connected(protocols: readonly string[] = []): Promise<WebSocket> {
    const connection = once(server, 'connection')
    client.configure({ ...client.options, protocols: [...protocols] })
    client.connect(address)
    const [socket] = await connection
    await state('open')
    return socket
  }
  const state = (name: ClientStatus['state']) =>
    vi.waitFor(() => {
      expect(client.status.state).toBe(name)
      return client.status
    })
  const log = () => lines.map(({ kind, text }) => `${kind} ${text}`)

  it('connects with the subprotocols that were asked for and tells which one it got', async () => {
    await connected(['chat.v1', 'chat.v2'])
    expect(client.status).toEqual({ state: 'open', address, subprotocol: 'chat.v2' })
    expect(states.map((status) => status.state)).toEqual(['connecting', 'open'])
  })

  it('takes an address without a scheme', async () => {
    address = address.replace('ws://', '')
    await connected()
    expect(client.status).toMatchObject({ address: `ws://${address}` })
  })

  it('sends and receives text and binary, each with its line', async () => {
    const socket = await connected()
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
    client.send({ type: 'text', text: 'hello' })
    client.send({ type: 'binary', data: new Uint8Array([1, 2, 255]) })
    await vi.waitFor(() => expect(lines.filter(({ kind }) => kind === 'received')).toHaveLength(2))
    expect(log().slice(2)).toEqual(['sent hello', 'sent 01 02 ff', 'received hello', 'received 01 02 ff'])
    expect(lines.at(-1)).toMatchObject({ kind: 'received', binaryBytes: 3 })
    expect(lines.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('sends a ping and shows the pong', async () => {
    await connected()
    client.send({ type: 'ping' })
    await vi.waitFor(() => expect(log()).toContain('received pong'))
  })

  it('shows code and reason of a close by the server', async () => {
    const socket = await connected()
    socket.close(4001, 'maintenance')
    expect(await state('closed')).toEqual({ state: 'closed', address, code: 4001, reason: 'maintenance' })
    expect(log()).toContain('info Closed with 4001: maintenance')
  })

  it('closes with 1000 when it is told to disconnect', async () => {
    const socket = await connected()
    const closed = once(socket, 'close')
    client.disconnect()
    expect((await closed)[0]).toBe(1000)
    await state('closed')
  })

  it('leaves the former connection when it connects again', async () => {
    const first = await connected()
    const closed = once(first, 'close')
    await connected()
    expect((await closed)[0]).toBe(1000)
    expect(client.status.state).toBe('open')
    expect(states.map((status) => status.state)).toEqual(['connecting', 'open', 'connecting', 'open'])
  })

  it('says what to do when nothing is listening', async () => {
    const closed = address
    await new Promise((resolve) => server.close(resolve))
    client.connect(closed)
    expect(await state('failed')).toMatchObject({ message: expect.stringMatching(/start the server/) })
  })

  it('shows status and body of a refusal', async () => {
    const http = createServer((_request, response) => {
      response.writeHead(404).end('Served paths: /ws/chat')
    }).listen(0, '127.0.0.1')
    await once(http, 'listening')
    client.connect(`ws://127.0.0.1:${portOf(http.address())}/nowhere`)
    expect(await state('failed')).toMatchObject({
      message: expect.stringMatching(/404 Not Found\nServed paths: \/ws\/chat/),
    })
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  })

  it('can give up while it is still connecting', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1')
    mute.on('upgrade', () => undefined)
    await once(mute, 'listening')
    client.connect(`ws://127.0.0.1:${portOf(mute.address())}`)
    await once(mute, 'upgrade')
    client.disconnect()
    expect(client.status).toEqual({ state: 'idle' })
    mute.closeAllConnections()
    mute.close()
  })

  it.each(['', 'http://example.com', 'ws://', 'not an address'])('refuses the address "%s"', (typed) => {
    expect(() => client.connect(typed)).toThrow(/is not the address of a WebSocket server/)
    expect(client.status).toEqual({ state: 'idle' })
  })

  it('refuses a subprotocol that can not be sent, and keeps the connection that it has', async () => {
    await connected()
    client.configure({ ...defaultClientOptions, protocols: ['not valid'] })
    expect(() => client.connect(address)).toThrow(/subprotocol/)
    expect(client.status.state).toBe('open')
  })

  it('refuses to send without a connection', () => {
    expect(() => client.send({ type: 'text', text: 'x' })).toThrow(/not connected/)
  })

  describe('with headers and authentication', () => {
    async function handshake(options: Partial<ClientOptions>, typed = address): Promise<IncomingMessage> {
      client.configure({ ...defaultClientOptions, ...options })
      const connection = once(server, 'connection')
      client.connect(typed)
      // The second thing that ws tells of a connection is the request.
      const [, request] = (await connection) as [WebSocket, IncomingMessage]
      await state('open')
      return request
    }

    it('sends each header, those of one name one after the other', async () => {
      const headers = [
        { name: 'Cookie', value: 'session=42' },
        { name: 'X-Tag', value: 'a' },
        { name: 'x-tag', value: 'b' },
        { name: 'Origin', value: 'https://shop.example' },
      ]
      const request = await handshake({ headers })
      expect(request.headers).toMatchObject({
        cookie: 'session=42',
        'x-tag': 'a, b',
        origin: 'https://shop.example',
      })
    })

    it('says who it is with user and password, also where they are in the address', async () => {
      const basic = `Basic ${Buffer.from('ada:pässword').toString('base64')}`
      const request = await handshake({ auth: { type: 'basic', user: 'ada', password: 'pässword' } })
      expect(request.headers.authorization).toBe(basic)
      const typed = address.replace('ws://', 'ws://ada:p%C3%A4ssword@')
      expect((await handshake({}, typed)).headers.authorization).toBe(basic)
      expect(client.status).toMatchObject({ address })
    })

    it('says who it is with a token in a header, which counts more than one in the list', async () => {
      const headers = [{ name: 'authorization', value: 'Bearer old' }]
      const request = await handshake({ headers, auth: { type: 'bearer', token: 'abc.def' } })
      expect(request.headers.authorization).toBe('Bearer abc.def')
    })

    it('adds a token to the query, and shows it nowhere', async () => {
      const auth = { type: 'query', name: 'access token', token: 'a&b' } as const
      expect((await handshake({ auth }, `${address}/ws?room=a+b`)).url).toBe(
        '/ws?room=a+b&access%20token=a%26b',
      )
      expect(JSON.stringify([client.status, lines])).not.toMatch(/a&b|a%26b/)
    })
  })

  it('takes a certificate that nobody vouches for only where it is told to', async () => {
    const https = createHttpsServer(await loadCertificate(null, 'localhost')).listen(0, '0.0.0.0')
    await once(https, 'listening')
    const secure = new WebSocketServer({ server: https })
    // Reaches this machine, but might be another one as far as the client knows.
    const wss = `wss://0.0.0.0:${portOf(https.address())}`
    client.connect(wss)
    expect(await state('failed')).toMatchObject({
      message: expect.stringMatching(/not trusted .*accept it in the options/),
    })
    client.configure({ ...defaultClientOptions, acceptAnyCertificate: true })
    client.connect(wss)
    await state('open')
    client.dispose()
    for (const socket of secure.clients) socket.terminate()
    await new Promise((resolve) => https.close(resolve))
  })

  describe('told to reconnect', () => {
    beforeEach(() => client.configure({ ...defaultClientOptions, reconnect: true }))

    const waitings = () => states.flatMap((status) => (status.state === 'waiting' ? [status.attempt] : []))

    it('connects again a second after the connection was lost', async () => {
      client.connect(address)
      const [first] = await once(server, 'connection')
      await state('open')
      first.terminate()
      expect(await state('waiting')).toMatchObject({ address, attempt: 1 })
      clock.advance(999)
      expect(client.status.state).toBe('waiting')
      const again = once(server, 'connection')
      clock.advance(1)
      await again
      await state('open')
    })

    it('waits twice as long after each failure in a row', async () => {
      await new Promise((resolve) => server.close(resolve))
      client.connect(address)
      for (const [index, delayMs] of [1000, 2000, 4000].entries()) {
        expect(await state('waiting')).toMatchObject({ attempt: index + 1 })
        clock.advance(delayMs - 1)
        expect(client.status.state).toBe('waiting')
        clock.advance(1)
        expect(client.status.state).toBe('connecting')
      }
      await state('waiting')
      expect(waitings()).toEqual([1, 2, 3, 4])
    })

    it('begins to count anew after a connection that lasted', async () => {
      for (const lastsMs of [100, 100, 10_000]) {
        const connection = once(server, 'connection')
        if (lastsMs === 100 && waitings().length === 0) client.connect(address)
        else clock.advance(30_000)
        const [socket] = await connection
        await state('open')
        clock.advance(lastsMs)
        socket.close(1011)
        await state('waiting')
      }
      expect(waitings()).toEqual([1, 2, 1])
    })

    it.each([
      ['disconnect', () => client.disconnect()],
      ['turning it off', () => client.configure(defaultClientOptions)],
    ])('gives up on %s', async (_name, giveUp) => {
      client.connect(address)
      const [socket] = await once(server, 'connection')
      await state('open')
      socket.terminate()
      await state('waiting')
      giveUp()
      expect(client.status).toEqual({ state: 'idle' })
      expect(log()).toContain('info Gave up connecting again')
      clock.advance(60_000)
      expect(client.status).toEqual({ state: 'idle' })
    })

    it('does not connect again after it was told to disconnect', async () => {
      client.connect(address)
      await once(server, 'connection')
      await state('open')
      client.disconnect()
      await state('closed')
      clock.advance(60_000)
      expect(client.status.state).toBe('closed')
    })
  })
})

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
