import { afterEach, describe, expect, it } from 'vitest'
import { type Mock, startMock } from '../engine-fixture'
import { startUpstream } from './upstream'

/** One test per item of the reference module (MockForge's `mockforge_ws::handlers`), through real sockets. */

let mock: Mock | undefined
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
  for (const stop of stops.splice(0)) await stop()
})

describe('WsHandler', () => {
  it('runs onConnect, onMessage and onDisconnect of the handlers whose path matches, and of no other', async () => {
    mock = await startMock({
      'handlers/chat.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          handlesPath: '/ws/chat/:channel',
          onConnect(ctx) { ctx.sendText('hello ' + ctx.params.channel) },
          onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('chat: ' + msg.text) },
          onDisconnect(ctx, close) { ctx.server.broadcastToRoom('watchers', 'left with ' + close.code + ' ' + close.reason) },
        })`,
      'handlers/watch.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({ handlesPath: '/watch', onConnect(ctx) { ctx.joinRoom('watchers'); ctx.sendText('watching') } })`,
    })
    const watcher = await mock.connect('/watch')
    expect(await watcher.next()).toBe('watching')
    const client = await mock.connect('/ws/chat/general')
    expect(await client.next()).toBe('hello general')
    client.send('one')
    expect(await client.next()).toBe('chat: one')
    client.close(4001, 'bye')
    expect(await watcher.next()).toBe('left with 4001 bye')
  })
})

describe('WsContext', () => {
  it('knows its connection and sends text, binary and JSON in order', async () => {
    mock = await startMock({
      'handlers/context.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          onMessage(ctx) {
            ctx.sendText(ctx.connectionId + ' ' + ctx.path)
            ctx.sendBinary(new Uint8Array([1, 2, 255]))
            ctx.sendJson({ query: ctx.query.token })
          },
        })`,
    })
    const client = await mock.connect('/some/path?token=abc')
    client.send('go')
    expect(await client.next()).toMatch(/^c\d+ \/some\/path$/)
    expect(await client.next()).toEqual(Buffer.from([1, 2, 255]))
    expect(JSON.parse(String(await client.next()))).toEqual({ query: 'abc' })
  })

  it('joins, lists and leaves rooms, and keeps metadata', async () => {
    mock = await startMock({
      'handlers/rooms.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          onMessage(ctx, msg) {
            if (msg.type !== 'text') return
            const [verb, room = ''] = msg.text.split(' ')
            if (verb === 'join') ctx.joinRoom(room)
            if (verb === 'leave') ctx.leaveRoom(room)
            if (verb === 'say') { ctx.broadcastToRoom(room, 'said in ' + room); return }
            ctx.setMetadata('count', Number(ctx.getMetadata('count') ?? 0) + 1)
            ctx.sendJson({ rooms: [...ctx.getRooms()], members: ctx.getRoomMembers('a').length, count: ctx.getMetadata('count') })
          },
        })`,
    })
    const client = await mock.connect('/')
    const ask = async (text: string): Promise<unknown> => {
      client.send(text)
      return JSON.parse(String(await client.next()))
    }
    expect(await ask('join a')).toEqual({ rooms: ['a'], members: 1, count: 1 })
    expect(await ask('join b')).toEqual({ rooms: ['a', 'b'], members: 1, count: 2 })
    expect(await ask('leave a')).toEqual({ rooms: ['b'], members: 0, count: 3 })
    client.send('say b')
    expect(await client.next()).toBe('said in b')
    expect(mock.engine.rooms().map((room) => room.name)).toEqual(['b'])
    expect(mock.engine.connections()[0]?.metadata).toEqual({ count: 3 })
  })
})

describe('WsMessage', () => {
  it('tells text, binary, ping and pong apart', async () => {
    mock = await startMock({
      'handlers/types.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          onMessage(ctx, msg) {
            if (msg.type === 'text') ctx.sendText('text ' + msg.text)
            if (msg.type === 'binary') ctx.sendText('binary ' + msg.data.length)
            if (msg.type === 'ping' || msg.type === 'pong') ctx.sendText(msg.type + ' ' + msg.data.length)
          },
        })`,
    })
    const client = await mock.connect('/')
    client.send('a')
    client.send(Buffer.from([1, 2, 3]))
    client.socket.ping('12')
    client.socket.pong('3456')
    expect([await client.next(), await client.next(), await client.next(), await client.next()]).toEqual([
      'text a',
      'binary 3',
      'ping 2',
      'pong 4',
    ])
  })
})

describe('MessagePattern and MessageRouter', () => {
  it('route by exact text, regex groups and JSONPath values; the first that answers wins', async () => {
    mock = await startMock({
      'handlers/router.ts': `
        import { defineHandler, MessagePattern, MessageRouter } from 'understudy'
        const router = new MessageRouter()
          .on(MessagePattern.exact('ping'), () => 'pong')
          .on(MessagePattern.regex('^/sum (?<a>\\\\d+) (\\\\d+)$'), (_ctx, _msg, match) => ({ sum: Number(match.groups.a) + Number(match.captures[1]) }))
          .on(MessagePattern.jsonpath('$.items[*].price'), (_ctx, _msg, match) => ({ prices: match.values }))
          .on(MessagePattern.jsonpath('$.type', 'quiet'), () => undefined)
          .on(MessagePattern.jsonpath('$.type'), (_ctx, msg) => 'type ' + MessagePattern.any().extract(msg, '$.type'))
          .on(MessagePattern.any(), () => new Uint8Array([7]))
        export default defineHandler({ async onMessage(ctx, msg) { await router.route(ctx, msg) } })`,
    })
    const client = await mock.connect('/')
    const ask = async (text: string): Promise<unknown> => {
      client.send(text)
      return client.next()
    }
    expect(await ask('ping')).toBe('pong')
    expect(await ask('/sum 20 22')).toBe('{"sum":42}')
    expect(await ask('{"items":[{"price":1},{"price":2}]}')).toBe('{"prices":[1,2]}')
    expect(await ask('{"type":"quiet"}')).toBe('type quiet')
    expect(await ask('not json')).toEqual(Buffer.from([7]))
  })
})

describe('RoomManager', () => {
  it('holds members of many connections, and forgets those that leave', async () => {
    mock = await startMock({
      'handlers/room.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({ onConnect(ctx) { ctx.joinRoom('hall'); ctx.sendText('in') } })`,
    })
    const clients = await Promise.all([mock.connect('/'), mock.connect('/'), mock.connect('/')])
    for (const client of clients) expect(await client.next()).toBe('in')
    expect(mock.engine.room('hall').members).toHaveLength(3)
    const { events } = mock.engine
    const left = new Promise<void>((resolve) => events.on('room', () => resolve()))
    clients[0]?.close(1000, '')
    await left
    expect(mock.engine.room('hall').members).toHaveLength(2)
    mock.engine.broadcast('hall', { type: 'text', text: 'to all' })
    expect(await clients[1]?.next()).toBe('to all')
    expect(await clients[2]?.next()).toBe('to all')
  })
})

describe('HandlerRegistry', () => {
  it('answers what is registered for a path, and whether hot reload is on', async () => {
    mock = await startMock({
      'handlers/registry.ts': `
        import { defineHandler, HandlerRegistry } from 'understudy'
        export default defineHandler({
          onMessage(ctx) {
            const registry = new HandlerRegistry()
            const empty = registry.isEmpty
            const chat = defineHandler({ name: 'chat', handlesPath: '/chat/:room' })
            registry.register(chat)
            ctx.sendJson({
              empty,
              length: registry.length,
              has: registry.hasHandlerFor('/chat/a'),
              hasNot: registry.hasHandlerFor('/other'),
              same: registry.getHandlers('/chat/a')[0] === chat,
              hotReload: registry.isHotReloadEnabled,
            })
          },
        })`,
    })
    const client = await mock.connect('/')
    client.send('go')
    expect(JSON.parse(String(await client.next()))).toEqual({
      empty: true,
      length: 1,
      has: true,
      hasNot: false,
      same: true,
      hotReload: true,
    })
  })
})

describe('PassthroughConfig and PassthroughHandler', () => {
  it('declared in code, forward what matches and leave the rest to the handlers', async () => {
    const upstream = await startUpstream((socket, message) => socket.send(`upstream: ${message}`))
    stops.push(upstream.stop)
    mock = await startMock({
      'handlers/a-pass.ts': `
        import { PassthroughConfig, PassthroughHandler } from 'understudy'
        export default new PassthroughHandler(PassthroughConfig.regex('^real ', '${upstream.url}'))`,
      'handlers/b-mock.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({ onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('mock: ' + msg.text) } })`,
    })
    const client = await mock.connect('/')
    client.send('real thing')
    expect(await client.next()).toBe('upstream: real thing')
    client.send('other')
    expect(await client.next()).toBe('mock: other')
  })
})

describe('HandlerError', () => {
  it('tells by its kind what went wrong, and never closes the connection', async () => {
    mock = await startMock({
      'handlers/errors.ts': `
        import { defineHandler, HandlerError, MessagePattern } from 'understudy'
        const kindOf = (act: () => void) => {
          try { act() } catch (error) { return error instanceof HandlerError ? error.kind : String(error) }
          return 'none'
        }
        export default defineHandler({
          onMessage(ctx, msg) {
            if (msg.type === 'text' && msg.text === 'throw') throw new HandlerError('generic', 'on purpose')
            ctx.sendJson([
              kindOf(() => ctx.sendJson({ big: 1n })),
              kindOf(() => { MessagePattern.regex('(') }),
              kindOf(() => ctx.joinRoom('')),
              kindOf(() => ctx.close(1, 'no such code')),
              kindOf(() => ctx.passthrough()),
            ])
          },
        })`,
    })
    const client = await mock.connect('/')
    client.send('throw')
    client.send('kinds')
    expect(JSON.parse(String(await client.next()))).toEqual([
      'json',
      'pattern',
      'room',
      'connection',
      'connection',
    ])
    expect(mock.console.some((line) => line.level === 'error' && line.text.includes('on purpose'))).toBe(true)
  })
})
