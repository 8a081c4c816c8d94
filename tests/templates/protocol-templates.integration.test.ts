import { describe, expect, it } from 'vitest'
import type { Client } from '../engine-client'
import { runTemplate } from './template-mock'

async function nextJson(client: Client): Promise<Record<string, unknown>> {
  return JSON.parse(String(await client.next()))
}

describe('the template GraphQL over WebSocket', () => {
  const protocols = ['graphql-transport-ws']
  const open = async () => {
    const mock = await runTemplate('graphql-ws')
    const client = await mock.connect('/graphql', { protocols })
    const send = (message: unknown) => void client.send(JSON.stringify(message))
    return { mock, client, send }
  }
  const subscribe = (id: string, query: string, variables = {}) => ({
    id,
    type: 'subscribe',
    payload: { query, variables },
  })

  it('acknowledges, answers pings and queries, and completes subscriptions', async () => {
    const { mock, client, send } = await open()
    expect(client.socket.protocol).toBe('graphql-transport-ws')
    send({ type: 'connection_init', payload: {} })
    expect(await nextJson(client)).toEqual({ type: 'connection_ack' })
    send({ type: 'ping' })
    expect(await nextJson(client)).toEqual({ type: 'pong' })
    send(subscribe('q', 'query User($id: ID) { user(id: $id) { name } }', { id: '7' }))
    expect(await nextJson(client)).toEqual({
      id: 'q',
      type: 'next',
      payload: { data: { user: { id: '7', name: 'Ada Lovelace' } } },
    })
    expect(await nextJson(client)).toEqual({ id: 'q', type: 'complete' })
    send(subscribe('s', 'subscription { countdown }', { from: 1 }))
    expect([await nextJson(client), await nextJson(client), await nextJson(client)]).toEqual([
      { id: 's', type: 'next', payload: { data: { countdown: 1 } } },
      { id: 's', type: 'next', payload: { data: { countdown: 0 } } },
      { id: 's', type: 'complete' },
    ])
    send(subscribe('e', '{ nothing }'))
    expect(await nextJson(client)).toMatchObject({ id: 'e', type: 'error', payload: [{}] })

    // A subscription goes on when the code is replaced, until the client completes it.
    send(subscribe('t', 'subscription { time }'))
    await client.next()
    await mock.load()
    expect(await nextJson(client)).toMatchObject({ id: 't', type: 'next' })
    send({ id: 't', type: 'complete' })
    send(subscribe('t', '{ hello }'))
    const isHello = (message: Record<string, unknown>) => JSON.stringify(message).includes('Hello')
    let message = await nextJson(client)
    while (!isHello(message)) message = await nextJson(client)
    expect(await nextJson(client)).toEqual({ id: 't', type: 'complete' })
  })

  it.each([
    [4401, [subscribe('a', '{ hello }')]],
    [4429, [{ type: 'connection_init' }, { type: 'connection_init' }]],
    [4400, [{ type: 'connection_init' }, { type: 'dance' }]],
    [4400, ['no object']],
    [
      4409,
      [
        { type: 'connection_init' },
        subscribe('a', 'subscription { time }'),
        subscribe('a', 'subscription { time }'),
      ],
    ],
    [4408, []],
  ])('closes with %i as the protocol says', async (code, messages) => {
    const { client, send } = await open()
    for (const message of messages) send(message)
    expect((await client.closed).code).toBe(code)
  })

  it('refuses clients that speak another protocol', async () => {
    const { mock } = await open()
    await expect(mock.connect('/graphql', { protocols: ['graphql-ws'] })).rejects.toThrow('400')
  })
})

describe('the template STOMP 1.2', () => {
  it('connects, subscribes, hands messages to subscribers, and sends receipts', async () => {
    const mock = await runTemplate('stomp')
    const open = async () => {
      const client = await mock.connect('/ws/stomp', { protocols: ['v12.stomp', 'v11.stomp'] })
      expect(client.socket.protocol).toBe('v12.stomp')
      client.send('CONNECT\naccept-version:1.1,1.2\nhost:/\n\n\0')
      expect(await client.next()).toMatch(/^CONNECTED\nversion:1\.2\n/)
      return client
    }
    const [ada, bob] = [await open(), await open()]
    ada.send('SUBSCRIBE\r\nid:0\r\ndestination:/queue/a\\cb\r\nreceipt:r1\r\n\r\n\0')
    expect(await ada.next()).toBe('RECEIPT\nreceipt-id:r1\n\n\0')
    bob.send('\n')
    bob.send('SEND\ndestination:/queue/a\\cb\ncontent-type:text/plain\nreceipt:r2\n\nhéllo\n\nworld\0\n')
    expect(await bob.next()).toBe('RECEIPT\nreceipt-id:r2\n\n\0')
    expect(await ada.next()).toBe(
      'MESSAGE\ndestination:/queue/a\\cb\nsubscription:0\nmessage-id:1\ncontent-type:text/plain\n' +
        'content-length:13\n\nhéllo\n\nworld\0',
    )
    ada.send('UNSUBSCRIBE\nid:0\nreceipt:r3\n\n\0')
    expect(await ada.next()).toBe('RECEIPT\nreceipt-id:r3\n\n\0')
    bob.send('SEND\ndestination:/queue/a\\cb\n\nunheard\0')
    bob.send('DISCONNECT\nreceipt:bye\n\n\0')
    expect(await bob.next()).toBe('RECEIPT\nreceipt-id:bye\n\n\0')
    expect((await bob.closed).code).toBe(1000)
    expect(ada.unread).toEqual([])
  })

  it.each([
    ['SEND\ndestination:/a\n\n\0', 'CONNECT first'],
    ['CONNECT\naccept-version:1.0\n\n\0', 'Supported versions'],
    ['CONNECT\naccept-version:1.2\n\n\0SEND\n\n\0', undefined],
  ])('answers what it can’t do with ERROR', async (frames, message) => {
    const client = await (await runTemplate('stomp')).connect('/ws/stomp')
    for (const frame of frames.split('\0').slice(0, -1)) client.send(`${frame}\0`)
    if (message === undefined) expect(await client.next()).toMatch(/^CONNECTED/)
    expect(await client.next()).toMatch(`ERROR\nmessage:${message ?? 'SEND needs a destination'}`)
    expect((await client.closed).code).toBe(1002)
  })
})

describe('the template Socket.IO v4', () => {
  const address = '/socket.io/?EIO=4&transport=websocket'

  it('opens Engine.IO, connects to namespaces, emits events and acknowledges', async () => {
    const mock = await runTemplate('socket-io')
    const [ada, bob] = [await mock.connect(address), await mock.connect(address)]
    const open = String(await ada.next())
    expect(open[0]).toBe('0')
    expect(JSON.parse(open.slice(1))).toMatchObject({
      sid: expect.any(String),
      upgrades: [],
      pingInterval: 25_000,
    })
    await bob.next()
    for (const client of [ada, bob]) {
      client.send('40')
      expect(await client.next()).toMatch(/^40\{"sid":".+"\}$/)
    }
    ada.send('4217["chat message","hi"]')
    expect(await ada.take(2)).toEqual(['42["chat message","hi"]', '4317[{"delivered":true}]'])
    expect(await bob.next()).toBe('42["chat message","hi"]')
    ada.send('40/admin,{"token":"x"}')
    expect(await ada.next()).toMatch(/^40\/admin,\{"sid":".+"\}$/)
    ada.send('42/admin,3["echo",1,{"a":[2]}]')
    expect(await ada.next()).toBe('43/admin,3[[1,{"a":[2]}]]')
    bob.send('2probe')
    expect(await bob.next()).toBe('3probe')
    bob.send('1')
    expect((await bob.closed).code).toBe(1000)
  })

  it('refuses other versions and transports', async () => {
    const mock = await runTemplate('socket-io')
    await expect(mock.connect('/socket.io/?EIO=3&transport=websocket')).rejects.toThrow('400')
    await expect(mock.connect('/socket.io/?EIO=4&transport=polling')).rejects.toThrow('400')
  })
})

describe('the template MQTT 3.1.1', () => {
  const bytes = (...values: (number | string)[]) =>
    Buffer.concat(
      values.map((value) => (typeof value === 'string' ? Buffer.from(value) : Buffer.from([value]))),
    )
  const connectPacket = (level: number) => bytes(0x10, 16, 0, 4, 'MQTT', level, 2, 0, 60, 0, 4, 'ada!')
  const protocols = ['mqtt']

  it('subscribes, publishes with QoS 0 and 1, and answers pings, however the bytes are cut', async () => {
    const mock = await runTemplate('mqtt')
    const [ada, bob] = [
      await mock.connect('/mqtt', { protocols }),
      await mock.connect('/mqtt', { protocols }),
    ]
    for (const client of [ada, bob]) {
      client.send(connectPacket(4).subarray(0, 5))
      client.send(connectPacket(4).subarray(5))
      expect(await client.next()).toEqual(bytes(0x20, 2, 0, 0))
    }
    // Filters home/+/temp with QoS 1 and news/# with QoS 0, in the message of a ping.
    const filters = bytes(0, 11, 'home/+/temp', 1, 0, 6, 'news/#', 0)
    ada.send(bytes(0x82, filters.length + 2, 0, 9, ...[...filters], 0xc0, 0))
    expect(await ada.take(2)).toEqual([bytes(0x90, 4, 0, 9, 1, 0), bytes(0xd0, 0)])
    bob.send(bytes(0x32, 20, 0, 14, 'home/attic/tem', 0, 7, '21'))
    expect(await bob.next()).toEqual(bytes(0x40, 2, 0, 7))
    bob.send(bytes(0x32, 21, 0, 15, 'home/attic/temp', 0, 8, '21'))
    expect(await bob.next()).toEqual(bytes(0x40, 2, 0, 8))
    expect(await ada.next()).toEqual(bytes(0x32, 21, 0, 15, 'home/attic/temp', 0, 1, '21'))
    ada.send(bytes(0x40, 2, 0, 1))
    // 200 bytes: the length takes two bytes. QoS 1 is delivered with the QoS 0 that was granted.
    const payload = 'x'.repeat(200)
    bob.send(bytes(0x32, 0xd2, 1, 0, 6, 'news/x', 0, 9, payload))
    expect(await ada.next()).toEqual(bytes(0x30, 0xd0, 1, 0, 6, 'news/x', payload))
    ada.send(bytes(0xa2, 10, 0, 10, 0, 6, 'news/#'))
    expect(await ada.next()).toEqual(bytes(0xb0, 2, 0, 10))
    bob.send(bytes(0x30, 9, 0, 6, 'news/x', 'y'))
    bob.send(bytes(0xe0, 0))
    expect((await bob.closed).code).toBe(1000)
    expect(ada.unread).toEqual([])
  })

  it('refuses other versions, text and other subprotocols', async () => {
    const mock = await runTemplate('mqtt')
    const old = await mock.connect('/mqtt', { protocols })
    old.send(connectPacket(3))
    expect(await old.next()).toEqual(bytes(0x20, 2, 0, 1))
    expect((await old.closed).code).toBe(1002)
    const text = await mock.connect('/mqtt', { protocols })
    text.send('hello')
    expect((await text.closed).code).toBe(1003)
    await expect(mock.connect('/mqtt')).rejects.toThrow('400')
  })
})
