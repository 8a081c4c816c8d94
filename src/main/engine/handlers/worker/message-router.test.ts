import { describe, expect, it } from 'vitest'
import { MessagePattern } from './message-pattern'
import { MessageRouter } from './message-router'
import { adopted, WorkerHarness } from './worker-harness.test-support'

/** Routes texts that arrive on one connection; resolves with what was sent and which of them were answered. */
async function route(
  router: MessageRouter,
  ...texts: string[]
): Promise<{ readonly worker: WorkerHarness; readonly answered: readonly boolean[] }> {
  const answered: boolean[] = []
  const worker = new WorkerHarness({
    'a.ts': {
      async onMessage(ctx, msg) {
        answered.push(await router.route(ctx, msg))
      },
    },
  })
  worker.events.opened(1, adopted(1))
  for (const [index, text] of texts.entries()) worker.events.message(index + 2, 1, 'text', text)
  await worker.handled(texts.length + 1)
  return { worker, answered }
}

describe('MessageRouter', () => {
  it('lets the first matching route that answers end it', async () => {
    const router = new MessageRouter()
      .on(MessagePattern.regex('^p'), () => 'first')
      .on(MessagePattern.exact('ping'), () => 'second')
    const { worker, answered } = await route(router, 'ping', 'none')
    expect(worker.sent).toEqual(['c1: first'])
    expect(answered).toEqual([true, false])
  })

  it('falls through a route that returns nothing, also after waiting for it', async () => {
    const calls: string[] = []
    const router = new MessageRouter()
      .on(MessagePattern.any(), () => void calls.push('sync'))
      .on(MessagePattern.any(), async () => void calls.push('async'))
      .on(MessagePattern.any(), async () => 'answer')
      .on(MessagePattern.any(), () => 'never')
    const { worker, answered } = await route(router, 'x')
    expect(calls).toEqual(['sync', 'async'])
    expect(worker.sent).toEqual(['c1: answer'])
    expect(answered).toEqual([true])
  })

  it.each(['at once', 'after waiting'])('ends at a route that stops %s', async (way) => {
    const router = new MessageRouter()
      .on(MessagePattern.any(), (ctx) => {
        ctx.stop()
        return way === 'at once' ? undefined : Promise.resolve()
      })
      .on(MessagePattern.any(), () => 'never')
    const { worker, answered } = await route(router, 'x')
    expect(worker.sent).toEqual([])
    expect(answered).toEqual([true])
  })

  it('sends a text as text, bytes as binary and any other value as JSON', async () => {
    const router = new MessageRouter()
      .on(MessagePattern.exact('text'), () => 'plain')
      .on(MessagePattern.exact('bytes'), () => Uint8Array.of(1, 2))
      .on(MessagePattern.exact('object'), () => ({ sum: 3 }))
      .on(MessagePattern.exact('null'), () => null)
    const { worker } = await route(router, 'text', 'bytes', 'object', 'null')
    expect(worker.seen('send').map(([, , , type, payload]) => [type, payload])).toEqual([
      ['text', 'plain'],
      ['binary', Uint8Array.of(1, 2)],
      ['text', '{"sum":3}'],
      ['text', 'null'],
    ])
  })

  it('gives callbacks the context, the message and what the pattern found', async () => {
    const router = new MessageRouter()
      .on(MessagePattern.regex('^/join (?<room>.+)$'), (ctx, _msg, match) => {
        ctx.joinRoom(match.groups.room)
        return `Joined room: ${match.groups.room}`
      })
      .on(MessagePattern.jsonpath('$.type'), (ctx, msg) => ctx.broadcastToRoom('general', msg.text))
    const { worker, answered } = await route(router, '/join lobby', '{"type":1}')
    expect(worker.sent).toEqual(['c1: Joined room: lobby'])
    expect(worker.seen('join', 'broadcast')).toEqual([
      ['join', 2, 1, 'lobby'],
      ['broadcast', 3, 'general', '{"type":1}', 0],
    ])
    expect(answered).toEqual([true, false])
  })

  it('passes a throw of a callback on to the handler', async () => {
    const router = new MessageRouter().on(MessagePattern.any(), () => {
      throw new Error('broken route')
    })
    const { worker } = await route(router, 'x')
    expect(worker.seen('failed')[0]?.[5]).toMatchObject({ message: expect.stringContaining('broken route') })
  })

  it('without a context returns the reply and sends nothing', async () => {
    const router = new MessageRouter()
      .on(MessagePattern.exact('rooms'), (ctx) => {
        ctx.joinRoom('lobby')
        ctx.sendText('goes nowhere')
        return ctx.getRooms()
      })
      .on(MessagePattern.exact('later'), async () => 'in time')
    expect(router.route('rooms')).toEqual(['lobby'])
    expect(await router.route('later')).toBe('in time')
    expect(router.route('other')).toBeUndefined()
  })
})
