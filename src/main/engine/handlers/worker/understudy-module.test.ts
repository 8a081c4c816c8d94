import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as api from '../../../../shared/handler-api/understudy'
import { runtimeExports } from '../understudy-binding'
import { understudyModule } from './understudy-module'
import { adopted, WorkerHarness } from './worker-harness.test-support'

const {
  defineHandler,
  HandlerError,
  HandlerRegistry,
  MessagePattern,
  MessageRouter,
  PassthroughConfig,
  PassthroughHandler,
} = understudyModule(new WorkerHarness(), true)

const router = new MessageRouter()
  .on(MessagePattern.exact('ping'), () => 'pong')
  .on(MessagePattern.regex('^/join (?<room>.+)$'), (ctx, _msg, match) => {
    ctx.joinRoom(match.groups.room)
    return `Joined room: ${match.groups.room}`
  })
  .on(MessagePattern.jsonpath('$.type'), (ctx, msg) => ctx.broadcastToRoom('general', msg.text))

describe('the understudy module', () => {
  it('exports what compiled handlers import', () => {
    expect(Object.keys(understudyModule(new WorkerHarness(), true)).sort()).toEqual(
      [...runtimeExports].sort(),
    )
  })

  it('runs the example of the documentation, which type-checks as it stands', async () => {
    const worker = new WorkerHarness({
      'chat.ts': defineHandler({
        handlesPath: '/ws/chat/:channel',
        onConnect(ctx) {
          ctx.sendText(`Welcome to ${ctx.params.channel}`)
        },
        async onMessage(ctx, msg) {
          await router.route(ctx, msg)
        },
        onDisconnect(ctx, close) {
          ctx.log('left', close.code)
        },
        actions: { 'Ring the bell': (server) => server.broadcastToRoom('general', 'ding') },
      }),
    })
    worker.events.opened(1, adopted(1, { path: '/ws/chat/lobby' }))
    worker.events.message(2, 1, 'text', '/join general')
    await worker.handled(2)
    expect(worker.sent).toEqual(['c1: Welcome to lobby', 'c1: Joined room: general'])
  })

  it('derives parameters from the literal of the path', () => {
    defineHandler({
      handlesPath: '/ws/:room/:user-:id/*',
      onConnect(ctx) {
        expectTypeOf(ctx.params).toEqualTypeOf<
          { readonly [Name in 'room' | 'user' | 'id' | '*']: string } & {
            readonly [Name in never]?: string | undefined
          }
        >()
      },
    })
    expectTypeOf<api.PathParams<'/ws{/:lang}'>>().toExtend<{ readonly lang?: string | undefined }>()
    expectTypeOf<api.PathParams<string>>().toEqualTypeOf<Readonly<Record<string, string>>>()
    // @ts-expect-error there is no such parameter
    defineHandler({ handlesPath: '/ws/:room', onConnect: (ctx) => ctx.log(ctx.params.rom) })
  })

  it('derives groups from the literal of the pattern', () => {
    expectTypeOf<keyof api.RegexGroups<'^(?<=x)(?<a>.)(?<!y)(?:z)(?<b>.)$'>>().toEqualTypeOf<'a' | 'b'>()
  })

  it('has a registry that says whether a save reloads', () => {
    expect(new HandlerRegistry().isHotReloadEnabled).toBe(true)
  })

  it('has errors that can be told apart', () => {
    const error = new HandlerError('room', 'full', { cause: 1 })
    expect(error).toBeInstanceOf(Error)
    expect([error.kind, error.message, error.cause]).toEqual(['room', 'full', 1])
  })

  it('has passthrough rules that are handlers', () => {
    const handler: api.WsHandler = new PassthroughHandler(
      new PassthroughConfig(MessagePattern.any(), 'ws://up'),
    )
    expect(handler.handlesPath).toBe('/*')
  })
})
