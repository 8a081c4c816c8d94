import { describe, expect, it } from 'vitest'
import type { Client } from '../engine-client'
import { runTemplate } from './template-mock'

async function nextJson(client: Client): Promise<unknown> {
  return JSON.parse(String(await client.next()))
}

function sendJson(client: Client, value: unknown): void {
  client.send(JSON.stringify(value))
}

describe('the template Echo', () => {
  it('sends text back as text and bytes as bytes', async () => {
    const client = await (await runTemplate('echo')).connect('/ws/echo')
    client.send('hello')
    client.send(Uint8Array.of(0, 255))
    expect(await client.take(2)).toEqual(['hello', Buffer.from([0, 255])])
  })
})

describe('the template Chat with rooms', () => {
  it('tells the members of a room who is there and what is said, also when somebody is lost', async () => {
    const mock = await runTemplate('chat-rooms')
    const ada = await mock.connect('/ws/chat-rooms?name=ada')
    const bob = await mock.connect('/ws/chat-rooms?name=bob')
    expect([await nextJson(ada), await nextJson(bob)]).toEqual([
      { type: 'welcome', name: 'ada' },
      { type: 'welcome', name: 'bob' },
    ])
    sendJson(ada, { type: 'join', room: 'lobby' })
    expect(await nextJson(ada)).toEqual({ type: 'members', room: 'lobby', names: ['ada'] })
    sendJson(bob, { type: 'say', room: 'lobby', text: 'Hi' })
    expect(await nextJson(bob)).toEqual({ type: 'error', message: 'Join lobby first' })
    sendJson(bob, { type: 'join', room: 'lobby' })
    expect(await nextJson(ada)).toEqual({ type: 'members', room: 'lobby', names: ['ada', 'bob'] })
    sendJson(bob, { type: 'say', room: 'lobby', text: 'Hi' })
    expect(await nextJson(ada)).toEqual({ type: 'said', room: 'lobby', from: 'bob', text: 'Hi' })
    bob.socket.terminate()
    expect(await nextJson(ada)).toEqual({ type: 'members', room: 'lobby', names: ['ada'] })
    sendJson(ada, { type: 'leave', room: 'lobby' })
    expect(await nextJson(ada)).toEqual({ type: 'left', room: 'lobby' })
    sendJson(ada, { type: 'dance' })
    expect(await nextJson(ada)).toMatchObject({ type: 'error' })
  })
})

describe('the template JSON-RPC 2.0', () => {
  it('answers requests and batches, and errors with the codes of the specification', async () => {
    const client = await (await runTemplate('json-rpc')).connect('/ws/json-rpc')
    const ask = (value: unknown) => {
      sendJson(client, value)
      return nextJson(client)
    }
    const add = { jsonrpc: '2.0', method: 'add', params: { a: 2, b: 3 } }
    expect(await ask({ ...add, id: 1 })).toEqual({ jsonrpc: '2.0', id: 1, result: 5 })
    // The first is a notification: it has no answer.
    sendJson(client, add)
    expect(await ask([{ ...add, id: 'x' }, add, 1])).toEqual([
      { jsonrpc: '2.0', id: 'x', result: 5 },
      { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid Request' } },
    ])
    sendJson(client, [add])
    expect(await ask([])).toMatchObject({ id: null, error: { code: -32600 } })
    expect(await ask({ jsonrpc: '2.0', id: 2, method: 'toString' })).toMatchObject({
      error: { code: -32601 },
    })
    expect(await ask({ ...add, id: 3, params: {} })).toMatchObject({ id: 3, error: { code: -32602 } })
    expect(await ask('no request')).toMatchObject({ error: { code: -32600 } })
    client.send('{')
    expect(await nextJson(client)).toMatchObject({ id: null, error: { code: -32700 } })
    expect(await ask({ jsonrpc: '2.0', id: 4, method: 'progress.start' })).toMatchObject({
      method: 'progress',
      params: { percent: 0 },
    })
    await client.take(2)
    expect(await nextJson(client)).toEqual({ jsonrpc: '2.0', id: 4, result: 'done' })
  })
})

describe('the template Ticking feed', () => {
  it('sends the symbols that were subscribed to, at the price of the server’s state', async () => {
    const mock = await runTemplate('ticking-feed')
    const client = await mock.connect('/ws/ticking-feed')
    sendJson(client, { subscribe: 'NOPE' })
    expect(await nextJson(client)).toEqual({ error: 'Choose one of ACME, GLOBEX, INITECH' })
    sendJson(client, { subscribe: 'GLOBEX' })
    expect(await nextJson(client)).toEqual({ subscribed: 'GLOBEX' })
    expect(await nextJson(client)).toMatchObject({ symbol: 'GLOBEX' })
    await mock.engine.setState('GLOBEX', 5000)
    const tick = { symbol: 'GLOBEX', price: expect.closeTo(5000, -3) }
    expect(await nextJson(client)).toMatchObject(tick)
    sendJson(client, { unsubscribe: 'GLOBEX' })
    expect(await nextJson(client)).toEqual({ unsubscribed: 'GLOBEX' })
  })
})

describe('the template Login', () => {
  it('answers nobody before the login, and lets the token in afterwards', async () => {
    const mock = await runTemplate('login')
    const client = await mock.connect('/ws/login')
    sendJson(client, { type: 'whoami' })
    expect(await nextJson(client)).toEqual({ type: 'error', message: 'Log in first' })
    sendJson(client, { type: 'login', user: 'ada', password: 'wrong' })
    expect(await nextJson(client)).toMatchObject({ type: 'refused', left: 2 })
    sendJson(client, { type: 'login', user: 'ada', password: 'secret' })
    const welcome = await nextJson(client)
    expect(welcome).toEqual({ type: 'welcome', user: 'ada', token: expect.any(String) })
    sendJson(client, { type: 'whoami' })
    expect(await nextJson(client)).toEqual({ type: 'user', user: 'ada' })

    const { token } = welcome as { token: string } // what the assertion above has shown
    const again = await mock.connect('/ws/login', { headers: { authorization: `Bearer ${token}` } })
    expect(await nextJson(again)).toEqual(welcome)
    sendJson(again, { type: 'logout' })
    expect(await again.closed).toEqual({ code: 1000, reason: 'Logged out' })
    await expect(mock.connect(`/ws/login?token=${token}`)).rejects.toThrow('401')
  })

  it('closes after three wrong passwords', async () => {
    const client = await (await runTemplate('login')).connect('/ws/login')
    for (const _attempt of [1, 2, 3]) sendJson(client, { type: 'login', user: 'toString', password: '' })
    expect(await client.closed).toEqual({ code: 4403, reason: 'Too many attempts' })
  })
})
