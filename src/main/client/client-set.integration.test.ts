import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { type ClientId, type ClientLine, defaultClientOptions, maxClients } from '../../shared/model/client'
import { ClientHistory } from './client-history'
import { ClientSet } from './client-set'

describe('ClientSet', () => {
  let server: WebSocketServer
  let address: string
  let folder: string
  let history: ClientHistory
  let clients: ClientSet
  const changed = vi.fn()
  const forgotten = vi.fn()
  const lines: [ClientId, ClientLine['kind'], string][] = []

  beforeEach(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await once(server, 'listening')
    // A TCP server's address is never a string.
    address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    folder = await mkdtemp(join(tmpdir(), 'understudy-clients-'))
    history = await ClientHistory.load(join(folder, 'client-history.json'), vi.fn())
    lines.length = 0
    changed.mockReset()
    forgotten.mockReset()
    clients = new ClientSet(
      { changed, forgotten, line: (client, { kind, text }) => lines.push([client, kind, text]) },
      history,
    )
  })
  afterEach(async () => {
    clients.dispose()
    for (const socket of server.clients) socket.terminate()
    await new Promise((resolve) => server.close(resolve))
    await history.settled()
    await rm(folder, { recursive: true, force: true })
  })

  const ids = () => clients.views.map(({ id }) => id)
  const viewOf = (client: ClientId) => clients.views.find(({ id }) => id === client)
  async function connect(client: ClientId, path = ''): Promise<void> {
    clients.connect(client, address + path)
    await vi.waitFor(() => expect(viewOf(client)?.status.state).toBe('open'))
  }

  it('begins with one client', () => {
    expect(clients.views).toEqual([
      {
        id: 1,
        status: { state: 'idle' },
        options: defaultClientOptions,
        draft: { address: null, text: '', kind: 'text' },
      },
    ])
  })

  it('lets each client have a connection, a log and a history of its own', async () => {
    server.on('connection', (socket, { url }) => {
      socket.on('message', (data) => socket.send(`${url} heard ${String(data)}`))
    })
    const second = clients.add(null)
    await connect(1, '/one')
    await connect(second, '/two')
    clients.send(1, { type: 'text', text: 'a' }, { kind: 'text', text: 'a' })
    clients.send(second, { type: 'text', text: 'b' }, { kind: 'text', text: 'b' })
    await vi.waitFor(() => {
      expect(lines).toContainEqual([1, 'received', '/one heard a'])
      expect(lines).toContainEqual([2, 'received', '/two heard b'])
    })
    expect([clients.sent(1).text, clients.sent(second).text]).toEqual([['a'], ['b']])
    clients.disconnect(1)
    await vi.waitFor(() => expect(viewOf(1)?.status.state).toBe('closed'))
    expect(viewOf(second)?.status.state).toBe('open')
  })

  it('duplicates a client next to it, with options and fields, but not connected', async () => {
    const last = clients.add(null)
    const options = { ...defaultClientOptions, protocols: ['chat.v2'], reconnect: true }
    clients.configure(1, { ...options, protocols: [] })
    await connect(1)
    clients.configure(1, options)
    clients.note(1, { address, text: '01', kind: 'hex' })
    clients.send(1, { type: 'ping' }, { kind: 'hex', text: '02' })
    const copy = clients.add(1)
    expect(ids()).toEqual([1, copy, last])
    expect(viewOf(copy)).toEqual({
      id: copy,
      status: { state: 'idle' },
      options,
      draft: { address, text: '01', kind: 'hex' },
    })
    expect(clients.sent(copy).hex).toEqual(['02'])
  })

  it('closes the connection of a client that is removed, and puts it back in its place', async () => {
    const second = clients.add(null)
    clients.add(null)
    const connection = once(server, 'connection')
    await connect(second)
    const [socket] = await connection
    const closed = once(socket, 'close')
    clients.remove(second)
    expect((await closed)[0]).toBe(1000)
    expect(ids()).toEqual([1, 3])
    clients.restore(second)
    expect(ids()).toEqual([1, 2, 3])
    expect(forgotten).not.toHaveBeenCalled()
  })

  it('can restore only the client that was removed last', () => {
    const second = clients.add(null)
    const third = clients.add(null)
    clients.remove(second)
    clients.remove(third)
    expect(forgotten).toHaveBeenCalledExactlyOnceWith(second)
    expect(() => clients.restore(second)).toThrow(/only the last one/)
    clients.restore(third)
    expect(ids()).toEqual([1, 3])
  })

  it('hears nothing more from a client that can’t be restored any more', async () => {
    const second = clients.add(null)
    const third = clients.add(null)
    await connect(second)
    const [socket] = server.clients
    const closed = once(socket as WebSocket, 'close')
    clients.remove(second)
    clients.remove(third)
    lines.length = 0
    await closed
    await connect(1)
    expect(lines.filter(([client]) => client === second)).toEqual([])
  })

  it('keeps one, and has a limit', () => {
    expect(() => clients.remove(1)).toThrow(/the only one/)
    while (ids().length < maxClients) clients.add(null)
    expect(() => clients.add(null)).toThrow(/32 clients already/)
    expect(() => clients.add(1)).toThrow(/32 clients already/)
    expect(ids()).toHaveLength(32)
  })

  it('refuses what is asked of a client that is gone', () => {
    expect(() => clients.connect(7, address)).toThrow(/Client 7 is not there any more/)
  })

  it('remembers where it was connected to, without credentials, and not where it failed', async () => {
    await connect(1, '/ws?room=1')
    const { port } = new URL(address)
    clients.configure(1, { ...defaultClientOptions, auth: { type: 'query', name: 't', token: 'hush' } })
    clients.connect(1, `ws://ada:hush@127.0.0.1:${port}/private`)
    await vi.waitFor(() => expect(clients.addresses).toHaveLength(2))
    const unused = await closedAddress()
    clients.connect(1, unused)
    await vi.waitFor(() => expect(viewOf(1)?.status.state).toBe('failed'))
    expect(clients.addresses).toEqual([`${address}/private`, `${address}/ws?room=1`])
  })

  it('offers a new client what was sent before, until that is forgotten', async () => {
    await connect(1)
    clients.send(1, { type: 'text', text: 'x' }, { kind: 'text', text: 'x' })
    expect(clients.sent(clients.add(null)).text).toEqual(['x'])
    const removed = clients.add(1)
    clients.remove(removed)
    clients.forgetHistory()
    clients.restore(removed)
    expect(clients.views.map(({ id }) => clients.sent(id).text)).toEqual([[], [], []])
    expect(clients.addresses).toEqual([])
  })

  it('sends texts that are too long to be remembered', async () => {
    const received = once(server, 'connection').then(([socket]) => once(socket, 'message'))
    await connect(1)
    const text = 'x'.repeat(10_001)
    clients.send(1, { type: 'text', text }, { kind: 'text', text })
    expect(String((await received)[0])).toBe(text)
    expect(clients.sent(1).text).toEqual([])
    expect(clients.sent(clients.add(1)).text).toEqual([])
  })

  it('ends all connections when it is disposed of', async () => {
    const second = clients.add(null)
    await connect(1)
    await connect(second)
    const gone = Array.from(server.clients, (socket) => once(socket, 'close'))
    clients.dispose()
    await Promise.all(gone)
    expect(server.clients.size).toBe(0)
  })
})

async function closedAddress(): Promise<string> {
  const other = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(other, 'listening')
  // A TCP server's address is never a string.
  const { port } = other.address() as AddressInfo
  await new Promise((resolve) => other.close(resolve))
  return `ws://127.0.0.1:${port}`
}
