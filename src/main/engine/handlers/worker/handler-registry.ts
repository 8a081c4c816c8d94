import type * as api from '../../../../shared/handler-api/understudy'
import { compileHandlesPath, type Params, type PathMatcher } from './handles-path'

/** A handler that serves a connection. */
export interface MatchedHandler {
  readonly name: string
  readonly handler: api.WsHandler
  readonly params: Params
}

interface Entry {
  readonly name: string
  readonly handler: api.WsHandler
  readonly matches: PathMatcher
}

/** Handlers in the order in which they see messages. */
export class HandlerRegistry implements api.HandlerRegistry {
  readonly #entries: Entry[] = []

  constructor(readonly isHotReloadEnabled = false) {}

  get length(): number {
    return this.#entries.length
  }

  get isEmpty(): boolean {
    return this.length === 0
  }

  /** @throws HandlerError of kind `pattern` when its `handlesPath` is invalid. */
  register(handler: api.WsHandler, name = handler.name ?? 'handler'): void {
    this.#entries.push({ name, handler, matches: compileHandlesPath(handler.handlesPath) })
  }

  find(name: string): api.WsHandler | undefined {
    return this.#entries.find((entry) => entry.name === name)?.handler
  }

  /** The handlers that serve a handshake; one whose `handlesPath` throws is told to `failed` and left out. */
  match(
    request: api.UpgradeRequest,
    failed: (name: string, error: unknown) => void,
  ): readonly MatchedHandler[] {
    const matched: MatchedHandler[] = []
    for (const { name, handler, matches } of this.#entries) {
      try {
        const params = matches(request)
        if (params) matched.push({ name, handler, params })
      } catch (error) {
        failed(name, error)
      }
    }
    return matched
  }

  getHandlers(path: string): api.WsHandler[] {
    const request = { path, query: {}, headers: {}, protocols: [], remoteAddress: '' }
    return this.#entries.filter(({ matches }) => matches(request) !== null).map(({ handler }) => handler)
  }

  hasHandlerFor(path: string): boolean {
    return this.getHandlers(path).length > 0
  }

  clear(): void {
    this.#entries.length = 0
  }
}
