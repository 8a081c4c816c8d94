import type * as api from '../../../../shared/handler-api/understudy'
import type { SourceLocation } from '../../../../shared/model/handlers'
import { callerLocation } from './console-text'
import { detachedContext } from './detached-context'
import { isThenable } from './thenable'
import { ConnectionContext } from './ws-context'
import { TextMessage } from './ws-message'

interface Route {
  readonly pattern: api.MessagePattern
  readonly callback: (ctx: api.WsContext, msg: never, match: never) => unknown
  /** `route /^\/join/`, for the window's "why". */
  readonly label: string
  /** Where it was declared: what it answers with comes from there. */
  readonly place: SourceLocation | null
}

/** What to do with the value that a route answered with. */
type Answer<Result> = (value: unknown, route: Route) => Result

/** Most routes are synchronous: their promise is settled from the start and need not be made each time. */
const answered = Promise.resolve(true)
const notAnswered = Promise.resolve(false)

/** Nothing answered. */
const unanswered = Symbol('unanswered')

/** The `MessageRouter` of the `understudy` module. */
export class MessageRouter implements api.MessageRouter {
  readonly #routes: Route[] = []

  on<Groups, Kind extends api.PatternKind>(
    pattern: api.MessagePattern<Groups, Kind>,
    callback: (ctx: api.WsContext, msg: api.RoutedMessage<Kind>, match: api.PatternMatch<Groups>) => unknown,
  ): this {
    // The pattern decides what its callback gets, so that the two types go together for each route.
    const label = `route ${String(pattern)}`
    const place = callerLocation(this.on)
    this.#routes.push({ pattern: pattern as api.MessagePattern, callback, label, place })
    return this
  }

  route<Params extends Readonly<Record<string, string | undefined>>>(
    ctx: api.WsContext<Params>,
    msg: api.WsMessage,
  ): Promise<boolean>
  route(textOrMessage: string | api.WsMessage): api.JsonData
  route(ctxOrMessage: unknown, msg?: api.WsMessage): unknown {
    if (msg !== undefined) {
      // The first signature: a message comes with a context. Its parameters are the callback's own business.
      return this.#answer(ctxOrMessage as api.WsContext, msg)
    }
    // The second signature.
    const message = ctxOrMessage as string | api.WsMessage
    const text = typeof message === 'string' ? new TextMessage(message) : message
    return this.#run(detachedContext(), text, 0, (value) => (value === unanswered ? undefined : value))
  }

  #answer(ctx: api.WsContext, msg: api.WsMessage): Promise<boolean> {
    try {
      const result = this.#run(ctx, msg, 0, (value, route) => this.#reply(ctx, value, route))
      return result instanceof Promise ? result : result ? answered : notAnswered
    } catch (error) {
      return Promise.reject(error)
    }
  }

  #reply(ctx: api.WsContext, value: unknown, route: Route): boolean {
    if (value === unanswered) return isStopped(ctx)
    if (!(ctx instanceof ConnectionContext)) {
      reply(ctx, value)
      return true
    }
    ctx.callsFrom(route.place)
    try {
      ctx.note(`${route.label} ${reply(ctx, value)}`)
    } finally {
      ctx.callsFrom(null)
    }
    return true
  }

  #run<Result>(
    ctx: api.WsContext,
    msg: api.WsMessage,
    from: number,
    answer: Answer<Result>,
  ): Result | Promise<Result> {
    let last = noRoute
    for (let index = from; index < this.#routes.length; index++) {
      const route = this.#routes[index] ?? noRoute
      const match = route.pattern.match(msg)
      if (!match) continue
      last = route
      // `on` took the callback together with the pattern that this message and match come from.
      const value = route.callback(ctx, msg as never, match as never)
      if (isThenable(value)) return this.#resume(value, route, ctx, msg, index + 1, answer)
      if (value !== undefined) return answer(value, route)
      if (isStopped(ctx)) break
    }
    return answer(unanswered, last)
  }

  async #resume<Result>(
    pending: PromiseLike<unknown>,
    route: Route,
    ctx: api.WsContext,
    msg: api.WsMessage,
    next: number,
    answer: Answer<Result>,
  ): Promise<Result> {
    const value = await pending
    if (value !== undefined) return answer(value, route)
    return isStopped(ctx) ? answer(unanswered, route) : this.#run(ctx, msg, next, answer)
  }
}

const noRoute: Route = {
  pattern: {
    kind: 'any',
    matches: () => false,
    match: () => null,
    extract: () => undefined,
  },
  callback: () => undefined,
  label: 'no route',
  place: null,
}

function isStopped(ctx: api.WsContext): boolean {
  return ctx instanceof ConnectionContext && ctx.isStopped
}

function reply(ctx: api.WsContext, value: unknown): string {
  if (typeof value === 'string') {
    ctx.sendText(value)
    return 'answered with text'
  }
  if (value instanceof ArrayBuffer || value instanceof Uint8Array) {
    ctx.sendBinary(value)
    return 'answered with bytes'
  }
  ctx.sendJson(value)
  return 'answered with JSON'
}
