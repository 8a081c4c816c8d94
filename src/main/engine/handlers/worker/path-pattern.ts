import { parse, pathToRegexp, type Token, TokenData } from 'path-to-regexp'
import { messageOf } from '../../../../shared/errors'
import { HandlerError } from './handler-error'

/** Name of the parameter that a `*` without a name stands for. */
export const wildcardName = '*'

export interface PathMatch {
  /** Percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  /** What the last wildcard matched, still percent-encoded; null when the pattern has none. */
  readonly rest: string | null
}

/**
 * A path pattern: `/ws/chat/:channel`, `/ws/*` (also `/ws/`, not `/ws`), `/*` and `*` (every path), optional
 * parts in braces. Upper and lower case differ; a slash at the path's end does not matter. A second wildcard
 * does not take what stands between it and the first one: path-to-regexp's guard against backtracking.
 */
export class PathPattern {
  readonly #regexp: RegExp
  readonly #names: readonly string[]
  readonly #wildcards: readonly boolean[]

  /** @throws HandlerError of kind `pattern`. */
  constructor(readonly source: string) {
    if (!/^[/*{]/.test(source)) {
      throw new HandlerError('pattern', `The path pattern ${source || "''"} does not start with /`)
    }
    try {
      const tokens = new TokenData(relaxed(parse(named(source), { encodePath: encodeURI }).tokens), source)
      const { regexp, keys } = pathToRegexp(tokens, { sensitive: true })
      this.#regexp = regexp
      this.#names = keys.map((key) => (isUnnamed(key.name) ? wildcardName : key.name))
      this.#wildcards = keys.map((key) => key.type === 'wildcard')
    } catch (error) {
      const [reason] = messageOf(error).split(';', 1)
      throw new HandlerError('pattern', `The path pattern is invalid: ${reason}`, { cause: error })
    }
  }

  /** What a path, percent-encoded and without its query, holds for this pattern; null where it does not match. */
  match(path: string): PathMatch | null {
    const found = this.#regexp.exec(path)
    if (!found) return null
    // Names such as `__proto__` must not reach a prototype.
    const params: Record<string, string> = Object.create(null)
    let rest = this.#wildcards.includes(true) ? '' : null
    this.#names.forEach((name, index) => {
      const value = found[index + 1]
      if (value === undefined) {
        if (this.#wildcards[index]) params[name] ??= ''
        return
      }
      params[name] = decode(value)
      if (this.#wildcards[index]) rest = value
    })
    return { params, rest }
  }
}

const unnamedPrefix = 'unnamed_'

function isUnnamed(name: string): boolean {
  return name.startsWith(unnamedPrefix)
}

/** path-to-regexp wants a name for each `*`. */
function named(source: string): string {
  let count = 0
  return source.replace(/\\.|\*(?![\p{ID_Start}$_"])/gu, (part) =>
    part === '*' ? `*"${unnamedPrefix}${count++}"` : part,
  )
}

/** Lets a wildcard match nothing, which path-to-regexp's own do not. */
function relaxed(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    if (token.type === 'wildcard') return { type: 'group', tokens: [token] }
    if (token.type === 'group') return { type: 'group', tokens: relaxed(token.tokens) }
    return token
  })
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    // A stray % is no reason to refuse the client: it gets the text as it was sent.
    return value
  }
}
