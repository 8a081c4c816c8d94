import type { Json } from '../../../shared/json'

/** A piece of a line, coloured by what it is. */
export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'punctuation' | 'summary'
  readonly text: string
}

/** One visible line of pretty-printed JSON. */
export interface JsonLine {
  /** Where its value is, as a JSONPath: `$.items[3].name`. Unique for every line but closing brackets. */
  readonly path: string
  readonly depth: number
  readonly tokens: readonly JsonToken[]
  /** Set for a line that opens an object or array with something in it. */
  readonly fold: 'folded' | 'open' | null
}

/**
 * The lines of `value` that are visible with the given paths folded. Values inside a folded one are not
 * even visited, so folding makes a large document cheap.
 */
export function jsonLines(value: Json, folded: ReadonlySet<string>): readonly JsonLine[] {
  const lines: JsonLine[] = []
  addLines(lines, value, { path: '$', depth: 0, key: null, comma: false }, folded)
  return lines
}

interface Place {
  readonly path: string
  readonly depth: number
  readonly key: string | null
  readonly comma: boolean
}

function addLines(lines: JsonLine[], value: Json, place: Place, folded: ReadonlySet<string>): void {
  const { path, depth } = place
  const lead = keyTokens(place.key)
  const end: readonly JsonToken[] = place.comma ? [punctuation(',')] : []
  if (value === null || typeof value !== 'object') {
    lines.push({ path, depth, tokens: [...lead, scalarToken(value), ...end], fold: null })
    return
  }
  const isArray = isJsonArray(value)
  const [open, close] = isArray ? ['[', ']'] : ['{', '}']
  const count = isArray ? value.length : Object.keys(value).length
  if (count === 0) {
    lines.push({ path, depth, tokens: [...lead, punctuation(open + close), ...end], fold: null })
    return
  }
  if (folded.has(path)) {
    const summary: JsonToken = { kind: 'summary', text: countWords(count, isArray) }
    const tokens = [...lead, punctuation(open), summary, punctuation(close), ...end]
    lines.push({ path, depth, tokens, fold: 'folded' })
    return
  }
  lines.push({ path, depth, tokens: [...lead, punctuation(open)], fold: 'open' })
  if (isArray) {
    value.forEach((item, index) => {
      const comma = index < count - 1
      addLines(lines, item, { path: `${path}[${index}]`, depth: depth + 1, key: null, comma }, folded)
    })
  } else {
    Object.entries(value).forEach(([key, item], index) => {
      const comma = index < count - 1
      addLines(lines, item, { path: memberPath(path, key), depth: depth + 1, key, comma }, folded)
    })
  }
  lines.push({ path, depth, tokens: [punctuation(close), ...end], fold: null })
}

/** The JSONPath of member `key` of the object at `path`. */
export function memberPath(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${quoteKey(key)}]`
}

function quoteKey(key: string): string {
  return `'${key.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

// `Array.isArray` does not narrow a union that has a readonly array in it.
function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function countWords(count: number, isArray: boolean): string {
  const noun = isArray ? 'item' : 'key'
  return ` ${count} ${noun}${count === 1 ? '' : 's'} `
}

function keyTokens(key: string | null): readonly JsonToken[] {
  return key === null ? [] : [{ kind: 'key', text: JSON.stringify(key) }, punctuation(': ')]
}

function punctuation(text: string): JsonToken {
  return { kind: 'punctuation', text }
}

function scalarToken(value: null | boolean | number | string): JsonToken {
  if (typeof value === 'string') return { kind: 'string', text: JSON.stringify(value) }
  if (typeof value === 'number') return { kind: 'number', text: String(value) }
  return { kind: 'word', text: String(value) }
}
