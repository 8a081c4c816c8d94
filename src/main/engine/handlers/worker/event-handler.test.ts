import { describe, expect, it } from 'vitest'
import type * as api from '../../../../shared/handler-api/understudy'
import { livenessSlots } from '../protocol'
import { HandlerError } from './handler-error'
import { MessagePattern } from './message-pattern'
import { MessageRouter } from './message-router'
import { adopted, upgradeInfo, WorkerHarness } from './worker-harness.test-support'

const normalClose = { code: 1000, reason: 'bye', wasClean: true }

/** A promise and what settles it. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}

const echo: api.WsHandler = {
  onMessage(ctx, msg) {
    if (msg.type === 'text') ctx.sendText(msg.text)
  },
}

describe('messages', () => {
  it('go to every matching handler, in order, and each effect names the message as its cause', async () => {
    const worker = new WorkerHarness({
      'a.ts': { handlesPath: '/ws/*', onMessage: (ctx) => ctx.sendText('a') },
      'b.ts': { handlesPath: '/other', onMessage: (ctx) => ctx.sendText('b') },
      'c.ts': { onMessage: (ctx) => ctx.sendText('c') },
    })
    worker.events.opened(1, adopted(1, { path: '/ws/x' }))
    worker.events.message(2, 1, 'text', 'hi')
    await worker.handled(2)
    expect(worker.seen('send')).toEqual([
      ['send', 2, 1, 'text', 'a'],
      ['send', 2, 1, 'text', 'c'],
    ])
  })

  it('stop at the handler that calls stop', async () => {
    const worker = new WorkerHarness({
      'a.ts': {
        async onMessage(ctx) {
          ctx.sendText('a')
          ctx.stop()
        },
      },
      'b.ts': { onMessage: (ctx) => ctx.sendText('b') },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'hi')
    worker.events.message(3, 1, 'text', 'hi')
    await worker.handled(3)
    expect(worker.sent).toEqual(['c1: a', 'c1: a'])
  })

  it('of one connection wait for each other, those of another do not', async () => {
    const { passed, open } = gate()
    const worker = new WorkerHarness({
      'a.ts': {
        async onMessage(ctx, msg) {
          if (msg.type !== 'text') return
          if (msg.text === 'slow') await passed
          ctx.sendText(msg.text)
        },
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.opened(2, adopted(2))
    worker.events.message(3, 1, 'text', 'slow')
    worker.events.message(4, 1, 'text', 'next')
    worker.events.message(5, 2, 'text', 'other')
    await worker.handled(5)
    expect(worker.sent).toEqual(['c2: other'])
    open()
    await worker.handled(4)
    expect(worker.sent).toEqual(['c2: other', 'c1: slow', 'c1: next'])
    expect(worker.seen('handled').map(([, entry]) => entry)).toEqual([1, 2, 5, 3, 4])
  })

  it('keep their own cause after an await, whatever else is handled meanwhile', async () => {
    const { passed, open } = gate()
    const worker = new WorkerHarness({
      'a.ts': {
        async onMessage(ctx, msg) {
          if (msg.type !== 'text') return
          await passed
          ctx.sendText(msg.text)
          ctx.broadcastToRoom('all', msg.text)
          ctx.server.broadcastToRoom('all', 'server')
        },
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.opened(2, adopted(2))
    worker.events.message(7, 1, 'text', 'one')
    worker.events.message(8, 2, 'text', 'two')
    open()
    await worker.handled(8)
    expect(
      worker
        .seen('send', 'broadcast')
        .map(([, cause, , ...rest]) => [cause, rest.at(-1) === 0 ? rest[0] : rest[1]]),
    ).toEqual(
      expect.arrayContaining([
        [7, 'one'],
        [8, 'two'],
      ]),
    )
    for (const [, cause, ...rest] of worker.seen('broadcast')) {
      if (rest[1] === 'one') expect(cause).toBe(7)
      if (rest[1] === 'two') expect(cause).toBe(8)
    }
  })

  it('wait until onConnect has finished', async () => {
    const { passed, open } = gate()
    const worker = new WorkerHarness({
      'a.ts': {
        async onConnect(ctx) {
          await passed
          ctx.sendText('welcome')
        },
        onMessage: (ctx) => ctx.sendText('answer'),
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'early')
    open()
    await worker.handled(2)
    expect(worker.sent).toEqual(['c1: welcome', 'c1: answer'])
  })

  it('arrive with their type: text, binary, ping and pong', async () => {
    const types: unknown[] = []
    const worker = new WorkerHarness({
      'a.ts': {
        onMessage(_ctx, msg) {
          types.push(msg.type === 'text' ? msg.text : msg.type === 'close' ? null : [msg.type, [...msg.data]])
        },
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'hi')
    worker.events.message(3, 1, 'binary', Uint8Array.of(1, 2))
    worker.events.message(4, 1, 'ping', Uint8Array.of(3))
    worker.events.message(5, 1, 'pong', new Uint8Array())
    await worker.handled(5)
    expect(types).toEqual(['hi', ['binary', [1, 2]], ['ping', [3]], ['pong', []]])
  })

  it('for a connection that is unknown are done with at once', async () => {
    const worker = new WorkerHarness({ 'a.ts': echo })
    worker.events.message(2, 9, 'text', 'hi')
    await worker.handled(2)
    expect(worker.sent).toEqual([])
  })

  it('say who acted on them and how', async () => {
    const router = new MessageRouter().on(
      MessagePattern.regex('^/join (?<room>.+)$'),
      (_ctx, _msg, match) => {
        return `joined ${match.groups.room}`
      },
    )
    const worker = new WorkerHarness({
      'log.ts': { onMessage: () => undefined },
      'chat.ts': { onMessage: (ctx, msg) => router.route(ctx, msg) },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', '/join lobby')
    await worker.handled(2)
    expect(worker.why(2)).toEqual([
      'log.ts: did nothing',
      'chat.ts: route /^\\/join (?<room>.+)$/ answered with text',
    ])
    const [, , , why] = worker.seen('handled').at(-1) ?? []
    expect(String(why).split('\n')[1]).toMatch(/\t\d+(\.\d+)?$/)
  })

  it('are marked as running only while a callback runs', async () => {
    const running: number[] = []
    const note = (): unknown => running.push(Atomics.load(worker.slots, livenessSlots.running))
    const worker: WorkerHarness = new WorkerHarness({
      'a.ts': {
        async onMessage() {
          note()
          await Promise.resolve()
          note()
        },
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(42, 1, 'text', 'x')
    note()
    await worker.handled(42)
    expect(running).toEqual([42, 0, 0])
  })
})

describe('a throw', () => {
  it.each(['throws', 'rejects'])(
    'in a callback that %s is reported, and the event is done with all the same',
    async (way) => {
      const worker = new WorkerHarness({
        'a.ts': {
          onMessage() {
            const error = new HandlerError('room', 'no such room')
            if (way === 'throws') throw error
            return Promise.reject(error)
          },
        },
        'b.ts': { onMessage: (ctx) => ctx.sendText('still here') },
      })
      worker.events.opened(1, adopted(1))
      worker.events.message(2, 1, 'text', 'x')
      await worker.handled(2)
      expect(worker.seen('failed')).toEqual([
        [
          'failed',
          2,
          1,
          'a.ts',
          'room',
          { message: 'HandlerError: no such room (in onMessage)', location: null },
        ],
      ])
      expect(worker.sent).toEqual(['c1: still here'])
      expect(worker.seen('close')).toEqual([])
      expect(worker.why(2)).toEqual(['a.ts: onMessage threw', 'b.ts: sent text'])
    },
  )

  it('of something that is no error is shown as it is', async () => {
    const worker = new WorkerHarness({
      'a.ts': {
        onConnect() {
          throw { reason: 'odd' }
        },
      },
    })
    worker.events.opened(1, adopted(1))
    await worker.handled(1)
    expect(worker.seen('failed')[0]?.[5]).toEqual({
      message: "{ reason: 'odd' } (in onConnect)",
      location: null,
    })
  })

  it('of a handlesPath leaves that handler out and is reported', async () => {
    const worker = new WorkerHarness({
      'a.ts': {
        handlesPath() {
          throw new Error('broken')
        },
        onMessage: (ctx) => ctx.sendText('never'),
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(worker.sent).toEqual([])
    expect(worker.seen('failed').map(([, , , handler]) => handler)).toEqual(['a.ts'])
  })
})

describe('the end of a connection', () => {
  it('reaches onDisconnect once, after the messages that were pending', async () => {
    const { passed, open } = gate()
    const seen: unknown[] = []
    const worker = new WorkerHarness({
      'a.ts': {
        async onMessage(_ctx, msg) {
          await passed
          seen.push(msg.type === 'text' ? msg.text : null)
        },
        onDisconnect: (_ctx, close) => void seen.push(close),
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'one')
    worker.events.message(3, 1, 'text', 'two')
    worker.events.closed(4, 1, normalClose)
    open()
    await worker.handled(4)
    expect(seen).toEqual(['one', 'two', normalClose])
    expect(worker.replicas.connections.size).toBe(0)
  })

  it('makes a send fail with kind send, also of a handler that was waiting', async () => {
    const { passed, open } = gate()
    const worker = new WorkerHarness({
      'a.ts': {
        async onMessage(ctx) {
          await passed
          ctx.sendText('too late')
        },
        onDisconnect: (ctx) => ctx.sendText('no use'),
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'x')
    worker.events.closed(3, 1, normalClose)
    open()
    await worker.handled(3)
    expect(worker.seen('failed').map(([, cause, , , kind]) => [cause, kind])).toEqual([
      [2, 'send'],
      [3, 'send'],
    ])
    expect(worker.sent).toEqual([])
  })

  it('lets messages that had come before it be handled without an error; what they send is dropped', async () => {
    const { passed, open } = gate()
    const worker = new WorkerHarness({
      'a.ts': {
        onConnect: () => passed,
        onMessage(ctx) {
          ctx.joinRoom('lobby')
          ctx.sendText('answer')
          ctx.setMetadata('seen', true)
        },
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'x')
    worker.events.closed(3, 1, normalClose)
    open()
    await worker.handled(3)
    expect(worker.seen('failed', 'send', 'join')).toEqual([])
    expect(worker.why(2)).toEqual(['a.ts: came too late: the client had gone'])
    expect(worker.replicas.members('lobby').size).toBe(0)
  })

  it('takes it out of its rooms at once, while its onDisconnect still knows them', async () => {
    const seen: unknown[] = []
    const worker = new WorkerHarness({
      'a.ts': {
        onDisconnect(ctx) {
          seen.push(ctx.getRooms(), ctx.getRoomMembers('lobby'))
          ctx.broadcastToRoom('lobby', 'left')
        },
      },
    })
    worker.events.opened(1, adopted(1, { rooms: ['lobby'] }))
    worker.events.opened(2, adopted(2, { rooms: ['lobby'] }))
    worker.events.closed(3, 1, normalClose)
    await worker.handled(3)
    expect(seen).toEqual([['lobby'], ['c2']])
    expect(worker.seen('broadcast')).toEqual([['broadcast', 3, 'lobby', 'left', 0]])
  })

  it('aborts the signal and lets go whoever waits for the buffer', async () => {
    const worker = new WorkerHarness({
      'a.ts': {
        async onMessage(ctx) {
          await ctx.drain()
          ctx.log(ctx.signal.aborted)
        },
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'x')
    worker.events.closed(3, 1, normalClose)
    await worker.handled(3)
    expect(worker.seen('log').map(([, , , text]) => text)).toEqual(['true'])
  })

  it('with entry 0 only makes this worker forget it', async () => {
    const worker = new WorkerHarness({ 'a.ts': { onDisconnect: (ctx) => ctx.log('never') } })
    worker.events.adopted(0, adopted(1, { rooms: ['lobby'] }), false)
    worker.events.closed(0, 1, normalClose)
    expect(worker.replicas.connections.size).toBe(0)
    expect(worker.replicas.members('lobby').size).toBe(0)
    expect(worker.events.isIdle).toBe(true)
    expect(worker.seen('log', 'handled')).toEqual([])
  })
})

describe('a connection that newer code takes over', () => {
  it('runs onReload and neither onConnect nor anything twice', async () => {
    const calls: string[] = []
    const worker = new WorkerHarness({
      'a.ts': {
        onConnect: () => void calls.push('connect'),
        onReload: (ctx) => void calls.push(`reload ${ctx.getMetadata('name')} ${ctx.getRooms()}`),
      },
    })
    worker.events.adopted(1, adopted(1, { rooms: ['lobby'], metadata: { name: 'Ada' } }), true)
    await worker.handled(1)
    expect(calls).toEqual(['reload Ada lobby'])
  })

  it('runs nothing when a worker replaces one that died', async () => {
    const worker = new WorkerHarness({
      'a.ts': { onConnect: (ctx) => ctx.log('no'), onReload: (ctx) => ctx.log('no') },
    })
    worker.events.adopted(0, adopted(1), false)
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(worker.seen('log')).toEqual([])
    expect(worker.seen('handled').map(([, entry]) => entry)).toEqual([2])
  })

  it('tells main which handlers match it now', async () => {
    const worker = new WorkerHarness({ 'a.ts': echo, 'b.ts': { ...echo, handlesPath: '/other' } })
    worker.events.adopted(1, adopted(1), true)
    await worker.handled(1)
    expect(worker.seen('matched')).toEqual([['matched', 1, ['a.ts']]])
  })
})

describe('a handshake', () => {
  async function decide(
    handlers: Readonly<Record<string, api.WsHandler>>,
    info = upgradeInfo(),
  ): Promise<unknown> {
    const worker = new WorkerHarness(handlers)
    worker.events.upgrade(5, info)
    await worker.until(() => worker.seen('upgradeDecision').length > 0)
    return worker.seen('upgradeDecision')[0]?.slice(1)
  }

  it('is accepted with the names of the matching handlers', async () => {
    expect(await decide({ 'a.ts': echo, 'b.ts': { ...echo, handlesPath: '/x' } })).toEqual([
      5,
      { accept: true, protocol: null, handlers: ['a.ts'] },
    ])
  })

  it('is unmatched where neither a handler nor a rule that is switched on serves the path', async () => {
    expect(await decide({ 'b.ts': { ...echo, handlesPath: '/x' } })).toEqual([5, { accept: 'unmatched' }])
  })

  it('is answered by the first handler that has an answer, also after waiting for one', async () => {
    const handlers: Readonly<Record<string, api.WsHandler>> = {
      'a.ts': { onUpgrade: async () => undefined },
      'b.ts': {
        onUpgrade: async (request) =>
          request.headers.authorization
            ? undefined
            : { status: 401, headers: { 'x-why': 'token' }, body: 'no' },
      },
      'c.ts': { onUpgrade: () => ({ protocol: 'v2' }) },
      'd.ts': { onUpgrade: () => ({ status: 404 }) },
    }
    expect(await decide(handlers)).toEqual([
      5,
      { accept: false, status: 401, headers: { 'x-why': 'token' }, body: 'no', by: 'b.ts' },
    ])
    const info = upgradeInfo({ headers: { authorization: 'x' }, protocols: ['v1', 'v2'] })
    expect(await decide(handlers, info)).toEqual([
      5,
      { accept: true, protocol: 'v2', handlers: ['a.ts', 'b.ts', 'c.ts', 'd.ts'] },
    ])
  })

  it.each([
    ['throws', () => Promise.reject(new Error('oops'))],
    ['chooses what was not offered', () => ({ protocol: 'v9' })],
    ['gives no HTTP status', () => ({ status: 7 })],
  ] as const)('is refused with 500 when onUpgrade %s', async (_what, onUpgrade) => {
    expect(await decide({ 'a.ts': { onUpgrade } })).toEqual([
      5,
      expect.objectContaining({ accept: false, status: 500, by: 'a.ts' }),
    ])
  })

  it('does not wait for another one, nor for messages', async () => {
    const { passed, open } = gate()
    const worker = new WorkerHarness({
      'a.ts': {
        onUpgrade: (request) => (request.path === '/slow' ? passed.then(() => undefined) : undefined),
      },
    })
    worker.events.upgrade(1, upgradeInfo({ path: '/slow' }))
    worker.events.upgrade(2, upgradeInfo())
    await worker.until(() => worker.seen('upgradeDecision').length === 1)
    expect(worker.seen('upgradeDecision')[0]?.[1]).toBe(2)
    open()
    await worker.until(() => worker.seen('upgradeDecision').length === 2)
  })
})

describe('an action', () => {
  const handlers: Readonly<Record<string, api.WsHandler>> = {
    'a.ts': {
      actions: {
        ring: (server, input) => server.broadcastToRoom('all', `ding ${input}`),
        fail: () => Promise.reject(new Error('no bell')),
      },
    },
  }

  it('runs with its input, and what it does names it as the cause', async () => {
    const worker = new WorkerHarness(handlers)
    worker.events.action(-3, 'a.ts', 'ring', 'dong')
    await worker.handled(-3)
    expect(worker.seen('broadcast')).toEqual([['broadcast', -3, 'all', 'ding dong', 0]])
  })

  it.each(['fail', 'none', 'toString'])(
    '%s, which fails or does not exist, is reported and done with',
    async (action) => {
      const worker = new WorkerHarness(handlers)
      worker.events.action(-3, 'a.ts', action, undefined)
      await worker.handled(-3)
      expect(worker.seen('failed')).toHaveLength(1)
    },
  )
})
