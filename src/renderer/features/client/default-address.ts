import type { HandlerInfo } from '../../../shared/model/handlers'

/** A path pattern in the syntax of `handlesPath`, as opposed to a regular expression or a function. */
const pathPattern = /^\/[\w\-.~:*/%]*$/

/**
 * The address to try first: the server's, with a path that a handler serves, so that one click connects.
 * `serverUrl` has no path.
 */
export function defaultAddress(serverUrl: string, handlers: readonly Pick<HandlerInfo, 'path'>[]): string {
  const paths = handlers.map(({ path }) => path)
  if (paths.length === 0 || paths.includes('every path')) return serverUrl
  const path = paths.find((candidate) => pathPattern.test(candidate))
  return path === undefined ? serverUrl : serverUrl + examplePath(path)
}

/** A path that the pattern matches: parameters stand for themselves, a star for "any". */
function examplePath(pattern: string): string {
  return pattern.replace(/[:*](\w*)/g, (_, name: string) => name || 'any')
}
