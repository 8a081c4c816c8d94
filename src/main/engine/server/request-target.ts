/** Path and query of an HTTP request target, both percent-encoded as they were sent. */
export interface RequestTarget {
  readonly path: string
  /** Without the question mark. */
  readonly query: string
}

/**
 * Splits a request target (RFC 9112 §3.2): origin form (`/path?query`) or absolute form
 * (`ws://host/path?query`). Null where it is neither.
 */
export function parseRequestTarget(target: string): RequestTarget | null {
  const origin = /^(?:https?|wss?):\/\/[^/?#]*/i.exec(target)
  const rest = origin ? target.slice(origin[0].length) : target
  const bare = rest.split('#', 1)[0] ?? ''
  const mark = bare.indexOf('?')
  const path = mark === -1 ? bare : bare.slice(0, mark)
  const query = mark === -1 ? '' : bare.slice(mark + 1)
  if (path.startsWith('/')) return { path, query }
  return origin && path === '' ? { path: '/', query } : null
}
