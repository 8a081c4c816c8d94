import type * as api from '../../../../shared/handler-api/understudy'
import { HandlerError } from './handler-error'
import { PathPattern } from './path-pattern'

export type Params = Readonly<Record<string, string>>

/** The parameters with which a handler serves a handshake's path, or null where it does not. */
export type PathMatcher = (request: api.UpgradeRequest) => Params | null

/**
 * Compiles a `handlesPath`.
 * @throws HandlerError of kind `pattern` when it is invalid.
 */
export function compileHandlesPath(handlesPath: api.WsHandler['handlesPath']): PathMatcher {
  if (handlesPath === undefined) return () => ({})
  if (typeof handlesPath === 'string') {
    const pattern = new PathPattern(handlesPath)
    return (request) => pattern.match(request.path)?.params ?? null
  }
  if (handlesPath instanceof RegExp) return (request) => matchRegExp(handlesPath, request.path)
  if (typeof handlesPath === 'function') {
    return (request) => (handlesPath(request.path, request) ? {} : null)
  }
  throw new HandlerError('pattern', 'handlesPath is no path pattern, RegExp or function')
}

/** A `handlesPath` in words. */
export function describeHandlesPath(handlesPath: api.WsHandler['handlesPath']): string {
  if (handlesPath === undefined) return 'every path'
  return typeof handlesPath === 'function' ? 'function' : String(handlesPath)
}

function matchRegExp(pattern: RegExp, path: string): Params | null {
  // Flags g and y make a RegExp go on where it stopped the last time.
  pattern.lastIndex = 0
  const found = pattern.exec(path)
  if (!found) return null
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(found.groups ?? {})) params[name] = value ?? ''
  return params
}
