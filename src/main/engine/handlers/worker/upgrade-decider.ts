import type * as api from '../../../../shared/handler-api/understudy'
import type { UpgradeDecision, UpgradeInfo } from '../protocol'
import { upgradeRequest } from './connection-replica'
import type { ContextHost } from './context-host'
import type { HandlerRegistry, MatchedHandler } from './handler-registry'
import type { HandlerRunner } from './handler-runner'
import { isThenable } from './thenable'
import { failedUpgrade, toDecision } from './upgrade-answer'

/** Decides about handshakes; each one for itself, so that a slow decision delays no other. */
export class UpgradeDecider {
  constructor(
    private readonly host: ContextHost,
    private readonly registry: HandlerRegistry,
    private readonly runner: HandlerRunner,
  ) {}

  /** The first handler that answers wins. A promise is returned only where a handler returns one. */
  decide(info: UpgradeInfo): UpgradeDecision | Promise<UpgradeDecision> {
    const request = upgradeRequest(info)
    const matched = this.registry.match(request, (name, error) => {
      this.runner.failed(0, 0, name, 'handlesPath', error)
    })
    if (matched.length === 0 && !this.host.rules.servesPath(info.path)) return { accept: 'unmatched' }
    return this.#ask(0, matched, request)
  }

  #ask(
    first: number,
    matched: readonly MatchedHandler[],
    request: api.UpgradeRequest,
  ): UpgradeDecision | Promise<UpgradeDecision> {
    const names = matched.map(({ name }) => name)
    for (let index = first; index < matched.length; index++) {
      const one = matched[index]
      if (!one?.handler.onUpgrade) continue
      try {
        const answer: unknown = this.runner.enter(0, () => one.handler.onUpgrade?.(request))
        if (isThenable(answer)) return this.#wait(answer, index, matched, request)
        const decision = toDecision(answer, one.name, request, names)
        if (decision) return decision
      } catch (error) {
        return this.#failed(one.name, error)
      }
    }
    return { accept: true, protocol: null, handlers: names }
  }

  async #wait(
    pending: PromiseLike<unknown>,
    index: number,
    matched: readonly MatchedHandler[],
    request: api.UpgradeRequest,
  ): Promise<UpgradeDecision> {
    const name = matched[index]?.name ?? ''
    try {
      const names = matched.map((one) => one.name)
      const decision = toDecision(await pending, name, request, names)
      if (decision) return decision
    } catch (error) {
      return this.#failed(name, error)
    }
    return this.#ask(index + 1, matched, request)
  }

  #failed(name: string, error: unknown): UpgradeDecision {
    this.runner.failed(0, 0, name, 'onUpgrade', error)
    return failedUpgrade(name)
  }
}
