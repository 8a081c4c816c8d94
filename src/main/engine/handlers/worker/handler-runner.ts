import type * as api from '../../../../shared/handler-api/understudy'
import type { CloseInfo } from '../../../../shared/model/connection'
import type { ConnectionReplica } from './connection-replica'
import type { ContextHost } from './context-host'
import { kindOf } from './handler-error'
import type { MatchedHandler } from './handler-registry'
import { describeThrown } from './problem-report'
import type { RunningMark } from './running-mark'
import { isThenable } from './thenable'
import type { WhyTrail } from './why-trail'
import { ConnectionContext } from './ws-context'

/** The callbacks that run for every matching handler, with what each gets besides the context. */
export interface CallbackArguments {
  readonly onConnect: undefined
  readonly onReload: undefined
  readonly onMessage: api.WsMessage
  readonly onDisconnect: CloseInfo
}
type CallbackName = keyof CallbackArguments

/** One event's way through the handlers of its connection. */
interface Pass<Name extends CallbackName = CallbackName> {
  readonly callback: Name
  readonly argument: CallbackArguments[Name]
  readonly message: api.WsMessage | null
  readonly connection: ConnectionReplica
  readonly entry: number
  readonly trail: WhyTrail
}

/** Calls the callbacks of handlers and survives whatever they throw. */
export class HandlerRunner {
  constructor(
    private readonly host: ContextHost,
    private readonly mark: RunningMark,
  ) {}

  /**
   * Runs a callback of each handler of the connection, in order, until one stops it. Returns nothing when all
   * of them ended at once; a promise that it returns never rejects.
   */
  run<Name extends CallbackName>(
    callback: Name,
    argument: CallbackArguments[Name],
    message: api.WsMessage | null,
    connection: ConnectionReplica,
    entry: number,
    trail: WhyTrail,
  ): Promise<void> | undefined {
    return this.#runFrom(0, { callback, argument, message, connection, entry, trail })
  }

  /**
   * Runs user code, telling main meanwhile that it is running.
   * @throws whatever it throws.
   */
  enter<Result>(entry: number, code: () => Result): Result {
    this.mark.enter(entry)
    try {
      return code()
    } finally {
      this.mark.leave()
    }
  }

  /** Reports what was thrown by a handler or a rule, `callback` naming the place; the event goes on. */
  failed(entry: number, connection: number, actor: string, callback: string, error: unknown): void {
    const { message, location } = describeThrown(error)
    const problem = { message: `${message} (in ${callback})`, location }
    this.host.commands.failed(entry, connection, actor, kindOf(error), problem)
  }

  #runFrom(first: number, pass: Pass): Promise<void> | undefined {
    const { handlers } = pass.connection
    for (let index = first; index < handlers.length; index++) {
      const matched = handlers[index]
      if (matched?.handler[pass.callback] === undefined) continue
      const { params } = matched
      const ctx = new ConnectionContext(this.host, pass.connection, params, pass.entry, pass.message)
      const result = this.#call(matched, ctx, pass)
      if (isThenable(result)) return this.#resume(result, index, matched, ctx, pass)
      if (ctx.isStopped) return undefined
    }
    return undefined
  }

  #call(matched: MatchedHandler, ctx: ConnectionContext, pass: Pass): unknown {
    this.mark.enter(pass.entry)
    try {
      // `run` ties each callback's name to its argument; a union of both loses that.
      const result: unknown = matched.handler[pass.callback]?.(ctx, pass.argument as never)
      if (!isThenable(result)) pass.trail.add(matched.name, ctx.outcome)
      return result
    } catch (error) {
      this.#threw(matched, pass, error)
      return undefined
    } finally {
      this.mark.leave()
    }
  }

  async #resume(
    pending: PromiseLike<unknown>,
    index: number,
    matched: MatchedHandler,
    ctx: ConnectionContext,
    pass: Pass,
  ): Promise<void> {
    try {
      await pending
      pass.trail.add(matched.name, ctx.outcome)
    } catch (error) {
      this.#threw(matched, pass, error)
    }
    if (!ctx.isStopped) await this.#runFrom(index + 1, pass)
  }

  #threw(matched: MatchedHandler, pass: Pass, error: unknown): void {
    const { entry, connection, callback } = pass
    this.failed(entry, connection.number, matched.name, callback, error)
    pass.trail.add(matched.name, `${callback} threw`)
  }
}
