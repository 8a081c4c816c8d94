import { describe, expect, it } from 'vitest'
import type * as api from '../../../../shared/handler-api/understudy'
import { adopted, WorkerHarness } from './worker-harness.test-support'

type Act = (ctx: api.WsContext, worker: WorkerHarness) => unknown

/** Runs `act` as the handler of a message with entry 5 on connection c1, with c2 open beside it. */
async function act(...acts: readonly Act[]): Promise<WorkerHarness> {
  const worker: WorkerHarness = new WorkerHarness({
    'a.ts': {
      handlesPath: '/ws/:channel',
      async onMessage(ctx) {
        for (const one of acts) await one(ctx, worker)
      },
    },
  })
  worker.events.opened(
    1,
    adopted(1, {
      path: '/ws/lob%20by',
      query: 'token=a%20b&token=second&__proto__=x',
      headers: { 'user-agent': 'test' },
      subprotocol: 'v1',
      rooms: ['lobby'],
      metadata: { name: 'Ada' },
    }),
  )
  worker.events.opened(2, adopted(2, { path: '/ws/other', rooms: ['lobby'] }))
  worker.events.message(5, 1, 'text', 'hello')
  await worker.handled(5)
  return worker
}

/** The kind of HandlerError that `act` throws, as main is told. */
async function kindOf(one: Act): Promise<unknown> {
  return (await act(one)).seen('failed')[0]?.[4]
}

describe('a context', () => {
  it('tells about the handshake', async () => {
    let seen: unknown
    await act((ctx) => {
      const { connectionId, path, params, query, headers, subprotocol, remoteAddress } = ctx
      seen = {
        connectionId,
        path,
        params: { ...params },
        token: query.token,
        headers,
        subprotocol,
        remoteAddress,
      }
    })
    expect(seen).toEqual({
      connectionId: 'c1',
      path: '/ws/lob%20by',
      params: { channel: 'lob by' },
      token: 'a b',
      headers: { 'user-agent': 'test' },
      subprotocol: 'v1',
      remoteAddress: '127.0.0.1',
    })
  })

  it('sends text, bytes, JSON and pings, in order', async () => {
    const worker = await act((ctx) => {
      ctx.sendText('one')
      ctx.sendBinary(Uint8Array.of(2))
      ctx.sendJson({ three: [3] })
      ctx.ping('four')
      ctx.send({ type: 'text', text: 'five' })
      ctx.send({ type: 'pong' })
    })
    expect(worker.seen('send').map(([, , , ...message]) => message)).toEqual([
      ['text', 'one'],
      ['binary', Uint8Array.of(2)],
      ['text', '{"three":[3]}'],
      ['ping', 'four'],
      ['text', 'five'],
      ['pong', ''],
    ])
  })

  it('sends a message that came in as it is', async () => {
    const worker = new WorkerHarness({ 'a.ts': { onMessage: (ctx, msg) => ctx.send(msg) } })
    worker.events.opened(1, adopted(1))
    worker.events.message(2, 1, 'text', 'back')
    worker.events.message(3, 1, 'binary', Uint8Array.of(1))
    await worker.handled(3)
    expect(worker.seen('send').map(([, , , ...message]) => message)).toEqual([
      ['text', 'back'],
      ['binary', Uint8Array.of(1)],
    ])
  })

  it('copies bytes, so that a handler may reuse its buffer', async () => {
    const worker = await act((ctx) => {
      const buffer = new Uint8Array([1, 2, 3, 4])
      ctx.sendBinary(buffer.subarray(1, 3))
      ctx.broadcastToRoom('lobby', buffer)
      buffer.fill(9)
      ctx.sendBinary(buffer.buffer)
    })
    expect(
      worker.seen('send', 'broadcast').map((command) => command.find((part) => part instanceof Uint8Array)),
    ).toEqual([Uint8Array.of(2, 3), Uint8Array.of(1, 2, 3, 4), Uint8Array.of(9, 9, 9, 9)])
  })

  it('can be awaited at no cost', async () => {
    await act((ctx) => {
      expect([ctx.sendText('x'), ctx.joinRoom('x'), ctx.broadcastToRoom('x', 'y')]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
    })
  })

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a BigInt', 10n],
    ['a symbol', Symbol('x')],
  ])('throws kind json for %s', async (_what, value) => {
    expect(await kindOf((ctx) => ctx.sendJson(value))).toBe('json')
    expect(await kindOf((ctx) => ctx.setMetadata('key', value ?? { deep: 10n }))).toBe('json')
  })

  it('throws kind json for a circle', async () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    expect(await kindOf((ctx) => ctx.sendJson(circle))).toBe('json')
  })

  it('throws kind send for what is neither text nor bytes', async () => {
    // What JavaScript handlers can do.
    const wrong = { a: 1 } as unknown as string
    expect(await kindOf((ctx) => ctx.sendText(wrong))).toBe('send')
    expect(await kindOf((ctx) => ctx.broadcastToRoom('lobby', wrong))).toBe('send')
    expect(await kindOf((ctx) => ctx.ping('x'.repeat(126)))).toBe('send')
  })

  it('closes once, with code and reason; nothing can be sent after it', async () => {
    const worker = await act((ctx) => {
      ctx.close(4001, 'done')
      ctx.close(4002)
      ctx.sendText('too late')
    })
    expect(worker.seen('close')).toEqual([['close', 5, 1, 4001, 'done']])
    expect(worker.seen('failed')[0]?.[4]).toBe('send')
    const byMessage = await act((ctx) => ctx.send({ type: 'close' }))
    expect(byMessage.seen('close')).toEqual([['close', 5, 1, 1000, '']])
  })

  it.each([0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 1000.5])('refuses the close code %d', async (code) => {
    expect(await kindOf((ctx) => ctx.close(code))).toBe('connection')
  })

  it('refuses a close reason that does not fit into a frame, counted in bytes', async () => {
    expect(await kindOf((ctx) => ctx.close(1000, 'ü'.repeat(62)))).toBe('connection')
    expect(await kindOf((ctx) => ctx.close(1000, 'ü'.repeat(61)))).toBeUndefined()
  })

  it('knows rooms and their members at once after joining and leaving', async () => {
    const seen: unknown[] = []
    const worker = await act((ctx) => {
      ctx.joinRoom('den')
      seen.push(ctx.getRooms(), ctx.getRoomMembers('den'), ctx.getRoomMembers('lobby'))
      ctx.leaveRoom('lobby')
      ctx.leaveRoom('lobby')
      seen.push(ctx.getRooms(), ctx.getRoomMembers('lobby'), ctx.getRoomMembers('nobody here'))
    })
    expect(seen).toEqual([['lobby', 'den'], ['c1'], ['c1', 'c2'], ['den'], ['c2'], []])
    expect(worker.seen('join', 'leave')).toEqual([
      ['join', 5, 1, 'den'],
      ['leave', 5, 1, 'lobby'],
    ])
  })

  it('refuses a room without a name', async () => {
    expect(await kindOf((ctx) => ctx.joinRoom(''))).toBe('room')
    expect(await kindOf((ctx) => ctx.leaveRoom(''))).toBe('room')
    expect(await kindOf((ctx) => ctx.broadcastToRoom('', 'x'))).toBe('room')
  })

  it('broadcasts, also with one left out', async () => {
    const worker = await act((ctx) => {
      ctx.broadcastToRoom('lobby', 'all')
      ctx.broadcastToRoom('lobby', 'others', { except: ctx.connectionId })
    })
    expect(worker.seen('broadcast')).toEqual([
      ['broadcast', 5, 'lobby', 'all', 0],
      ['broadcast', 5, 'lobby', 'others', 1],
    ])
  })

  it('keeps metadata as JSON, apart from the object that was given', async () => {
    const seen: unknown[] = []
    const worker = await act((ctx) => {
      const value = { list: [1], at: new Date(0) }
      ctx.setMetadata('data', value)
      value.list.push(2)
      seen.push(ctx.getMetadata('data'), ctx.getMetadata('name'), ctx.getMetadata('none'))
      ctx.setMetadata('name', undefined)
      seen.push(ctx.getMetadata('name'))
    })
    const kept = { list: [1], at: '1970-01-01T00:00:00.000Z' }
    expect(seen).toEqual([kept, 'Ada', undefined, undefined])
    expect(worker.seen('setMetadata')).toEqual([
      ['setMetadata', 1, 'data', kept],
      ['setMetadata', 1, 'name', undefined],
    ])
  })

  it('refuses a change of a kept value, which would be lost', async () => {
    const worker = await act((ctx) => {
      ctx.setMetadata('data', { list: [1] })
      ctx.getMetadata<{ list: number[] }>('data')?.list.push(2)
    })
    expect(worker.seen('failed')[0]?.[5]).toMatchObject({ message: expect.stringContaining('TypeError') })
  })

  it('sees what the user, the engine or other code changed meanwhile', async () => {
    const seen: unknown[] = []
    const worker = new WorkerHarness({
      'a.ts': {
        onMessage: (ctx) => void seen.push(ctx.getRooms(), ctx.getMetadata('k'), ctx.server.state.get('s')),
      },
    })
    worker.events.opened(1, adopted(1))
    worker.events.joined(1, 'lobby')
    worker.events.joined(1, 'den')
    worker.events.left(1, 'den')
    worker.events.metadataSet(1, 'k', { v: 1 })
    worker.events.stateSet('s', [2])
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(seen).toEqual([['lobby'], { v: 1 }, [2]])
  })

  it('resolves drain when main says so', async () => {
    const worker = await act(async (ctx, here) => {
      const drained = ctx.drain()
      await here.until(() => here.seen('drainRequest').length > 0)
      const [, connection, request] = here.seen('drainRequest')[0] ?? []
      here.events.drained(Number(connection), Number(request))
      await drained
      ctx.sendText('room again')
    })
    expect(worker.sent).toEqual(['c1: room again'])
  })

  it('logs with its cause', async () => {
    const worker = await act((ctx) => ctx.log('left', 1, { a: [1] }))
    const described = [expect.objectContaining({ preview: '{ a: Array(1) }' })]
    expect(worker.seen('log')).toEqual([['log', 5, 'info', 'left 1 { a: [ 1 ] }', null, described]])
  })
})

describe('the server object', () => {
  it('lists the open connections', async () => {
    let seen: readonly api.ConnectionInfo[] = []
    await act((ctx) => {
      ctx.close()
      seen = ctx.server.connections()
    })
    expect(seen).toEqual([
      {
        id: 'c2',
        path: '/ws/other',
        subprotocol: '',
        remoteAddress: '127.0.0.1',
        rooms: ['lobby'],
        metadata: {},
      },
    ])
  })

  it('sends to another connection', async () => {
    const worker = await act((ctx) => {
      ctx.server.sendTo('c2', 'text')
      ctx.server.sendTo('c2', Uint8Array.of(1))
      ctx.server.sendTo('c2', { type: 'ping' })
    })
    expect(worker.seen('send').map(([, cause, connection, type]) => [cause, connection, type])).toEqual([
      [5, 2, 'text'],
      [5, 2, 'binary'],
      [5, 2, 'ping'],
    ])
  })

  it.each(['c9', 'c', '2', 'c2x', ''])('throws kind connection for %j, which is none', async (id) => {
    expect(await kindOf((ctx) => ctx.server.sendTo(id, 'x'))).toBe('connection')
  })

  it('has a state of JSON values', async () => {
    const seen: unknown[] = []
    const worker = await act(({ server }) => {
      server.state.set('count', { n: 1 })
      seen.push(server.state.get('count'), server.state.has('count'), server.state.keys())
      server.state.delete('count')
      seen.push(server.state.get('count'), server.state.has('count'), server.state.keys())
    })
    expect(seen).toEqual([{ n: 1 }, true, ['count'], undefined, false, []])
    expect(worker.seen('setState')).toEqual([
      ['setState', 'count', { n: 1 }],
      ['setState', 'count', undefined],
    ])
    expect(await kindOf((ctx) => ctx.server.state.set('x', () => 1))).toBe('json')
  })
})
