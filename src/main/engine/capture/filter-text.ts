import { JSONPath } from 'jsonpath-plus'
import { RE2JS } from 're2js'
import { messageOf } from '../../../shared/errors'
import type { Payload } from '../../../shared/model/message'

/** Whether an entry's words fit: its payload, its path, and its connection's id ('' for none). */
export type TextMatcher = (payload: Payload | null, path: string, connectionId: string) => boolean

export type CompiledText =
  | { readonly ok: true; readonly matches: TextMatcher | null }
  | { readonly ok: false; readonly error: string }

/** `/…/` with JavaScript's flags behind it; `/ws/chat` and `/join lobby` are plain text. */
const regexForm = /^\/(.+)\/([dgimsuy]*)$/s
const jsonPathForm = /^\$(?:[.[]|$)/

/**
 * Compiles what was typed into the filter: plain text (case-insensitive), `/regex/flags`, or `$.jsonpath`.
 * Whatever was typed is evaluated in a time that depends on the entry's size only.
 */
export function compileFilterText(typed: string): CompiledText {
  const text = typed.trim()
  if (text === '') return { ok: true, matches: null }
  const regex = regexForm.exec(text)
  if (regex) return compileRegex(regex[1] ?? '', regex[2] ?? '')
  if (jsonPathForm.test(text)) return compileJsonPath(text)
  return { ok: true, matches: plainMatcher(text) }
}

function plainMatcher(text: string): TextMatcher {
  // An escaped literal can't backtrack; ignoring case this way needs no copy of the payload.
  const literal = new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu')
  return (payload, path, connectionId) =>
    (payload !== null && literal.test(textOf(payload))) || literal.test(path) || literal.test(connectionId)
}

function compileRegex(source: string, flags: string): CompiledText {
  let bits = 0
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE
  if (flags.includes('m')) bits |= RE2JS.MULTILINE
  if (flags.includes('s')) bits |= RE2JS.DOTALL
  try {
    const regex = RE2JS.compile(RE2JS.translateRegExp(source), bits)
    return {
      ok: true,
      matches: (payload, path) => (payload !== null && regex.test(textOf(payload))) || regex.test(path),
    }
  } catch (error) {
    return { ok: false, error: `${messageOf(error)} (look-behind and back-references are not known here)` }
  }
}

function compileJsonPath(path: string): CompiledText {
  const error = findJsonPathFault(path)
  if (error !== null) return { ok: false, error }
  return {
    ok: true,
    matches: (payload) => {
      const document = typeof payload === 'string' ? parseDocument(payload) : null
      return document !== null && selects(path, document)
    },
  }
}

/** The parts of JSONPath that could keep the worker busy for ever, or that do not parse. */
function findJsonPathFault(path: string): string | null {
  if ((path.match(/\.\./g)?.length ?? 0) > 2) return 'more than two ".." would take too long'
  // Type selectors such as `@string()` are no calls; `match(…)` would run a backtracking pattern.
  if (/[\w\])]\s*\(/.test(path.replace(/@\w+\(\)/g, ''))) return 'functions are not known in a filter'
  if (!isBalanced(path)) return 'a bracket or quotation mark is not closed'
  try {
    // Expressions are parsed when they meet a value.
    JSONPath({ path, json: { a: { b: 1 }, c: [1, { d: 2 }] }, eval: 'safe' })
    return null
  } catch (error) {
    const message = messageOf(error)
    // Anything but a parser's complaint comes of the made-up document, not of the path.
    return / at character \d+/.test(message) ? message.replace(/^jsonPath: /, '') : null
  }
}

function isBalanced(path: string): boolean {
  const closers: string[] = []
  let quote = ''
  for (const character of path) {
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '[') closers.push(']')
    else if (character === '(') closers.push(')')
    else if ((character === ']' || character === ')') && closers.pop() !== character) return false
  }
  return closers.length === 0 && quote === ''
}

function parseDocument(text: string): object | null {
  // Sparing most texts that are not JSON the cost of an exception.
  if (!/^\s*[[{]/.test(text)) return null
  try {
    const document: unknown = JSON.parse(text)
    return typeof document === 'object' ? document : null
  } catch {
    // Text that is not JSON matches no JSONPath.
    return null
  }
}

function selects(path: string, json: object): boolean {
  try {
    const found: unknown = JSONPath({ path, json, eval: 'safe', ignoreEvalErrors: true, wrap: true })
    return Array.isArray(found) && found.length > 0
  } catch {
    // A document too deep for the stack: no match rather than no filter.
    return false
  }
}

function textOf(payload: Payload): string {
  if (typeof payload === 'string') return payload
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString()
}
