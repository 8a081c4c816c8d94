import { pluralForm } from '../../../shared/text/plural-form'
import { t } from '../../../shared/text/t'
import { type JsonIndex, lineField, lineFields, stringEnd } from './json-index'
import { parseJson } from './parse-json'

/** A piece of a line, coloured by what it is. */
export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'punctuation' | 'summary'
  readonly text: string
}

/** Characters of a key or a value that a line shows: the browser lays a line out as a whole. */
export const shownCharacters = 2_000

/** JSON text with its lines: everything that is shown of one is made when it is asked for. */
export class JsonDocument {
  constructor(
    readonly text: string,
    readonly index: JsonIndex,
  ) {}

  get count(): number {
    return this.index.count
  }

  /** The line that closes what `line` opens; `line` itself where it opens nothing. */
  closeOf(line: number): number {
    return this.#number(line, lineField.close)
  }

  parentOf(line: number): number {
    return this.#number(line, lineField.parent)
  }

  opens(line: number): boolean {
    return this.closeOf(line) !== line
  }

  /** Levels above it. */
  depth(line: number): number {
    let depth = 0
    // A closing bracket stands where its opening one does.
    let above = this.parentOf(this.#opener(line))
    while (above >= 0) {
      depth += 1
      above = this.parentOf(above)
    }
    return depth
  }

  /** Where its value is, as a JSONPath: `$.items[3].name`. */
  path(line: number): string {
    const parts: string[] = []
    let at = this.#opener(line)
    while (this.parentOf(at) >= 0) {
      const key = this.#key(at)
      parts.push(key === null ? `[${this.#number(at, lineField.ordinal)}]` : memberStep(key))
      at = this.parentOf(at)
    }
    return ['$', ...parts.reverse()].join('')
  }

  /** The value for the clipboard: a string's own text, everything else as JSON, as it was sent. */
  value(line: number): string {
    const opener = this.#opener(line)
    const start = this.#number(opener, lineField.start)
    const json = this.text.slice(start, this.#number(this.closeOf(opener), lineField.end))
    const text = json.startsWith('"') ? parseJson(json) : json
    return typeof text === 'string' ? text : json
  }

  /** Its pieces: of a folded one with its count and its closing bracket. */
  tokens(line: number, folded: boolean): readonly JsonToken[] {
    const start = this.#number(line, lineField.start)
    const end = this.#number(line, lineField.end)
    const bracket = this.text.charAt(start)
    const key = this.#number(line, lineField.key)
    const lead: readonly JsonToken[] =
      key < 0 ? [] : [...shownString('key', this.text.slice(key, stringEnd(this.text, key))), mark(': ')]
    if (this.opens(line)) {
      if (!folded) return [...lead, mark(bracket)]
      const summary: JsonToken = { kind: 'summary', text: this.#countWords(line) }
      const close = this.closeOf(line)
      return [...lead, mark(bracket), summary, mark(bracket === '[' ? ']' : '}'), ...this.#comma(close)]
    }
    return [...lead, ...this.#valueTokens(start, end), ...this.#comma(line)]
  }

  /** The lines that have `words` in their key or value, whatever the case. */
  find(words: string): Int32Array<ArrayBuffer> {
    const wanted = words.toLowerCase()
    const found: number[] = []
    for (let line = 0; line < this.count && wanted !== ''; line += 1) {
      if (this.#searched(line).toLowerCase().includes(wanted)) found.push(line)
    }
    return Int32Array.from(found)
  }

  #searched(line: number): string {
    const key = this.#number(line, lineField.key)
    const value = this.text.slice(this.#number(line, lineField.start), this.#number(line, lineField.end))
    if (key < 0) return decoded(value)
    return `${decoded(this.text.slice(key, stringEnd(this.text, key)))}: ${decoded(value)}`
  }

  #valueTokens(start: number, end: number): readonly JsonToken[] {
    const text = this.text.slice(start, end)
    const first = text.charAt(0)
    if (first === '"') return shownString('string', text)
    // Only empty ones come here: whatever is between their brackets is space.
    if (first === '{' || first === '[') return [mark(first === '{' ? '{}' : '[]')]
    if (first === ']' || first === '}') return [mark(first)]
    return [{ kind: /[-\d]/.test(first) ? 'number' : 'word', text: text.slice(0, shownCharacters) }]
  }

  #comma(line: number): readonly JsonToken[] {
    const next = line + 1
    return next < this.count && this.#number(next, lineField.ordinal) >= 0 ? [mark(',')] : []
  }

  #countWords(line: number): string {
    const last = this.#opener(this.closeOf(line) - 1)
    const count = this.#number(last, lineField.ordinal) + 1
    const text = this.#number(last, lineField.key) < 0 ? t`# item|# items` : t`# key|# keys`
    return ` ${pluralForm(count, text).replace('#', String(count))} `
  }

  #key(line: number): string | null {
    const at = this.#number(line, lineField.key)
    if (at < 0) return null
    const key = parseJson(this.text.slice(at, stringEnd(this.text, at)))
    return typeof key === 'string' ? key : null
  }

  #opener(line: number): number {
    return this.#number(line, lineField.ordinal) < 0 ? this.parentOf(line) : line
  }

  #number(line: number, field: number): number {
    return this.index.lines[line * lineFields + field] ?? -1
  }
}

function memberStep(key: string): string {
  if (/^[A-Za-z_$][\w$]*$/.test(key)) return `.${key}`
  return `['${key.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`
}

/** Characters that were sent as \u00e9 are shown and found as the characters that they stand for. */
function decoded(json: string): string {
  return json.includes('\\u') ? JSON.stringify(parseJson(json)) : json
}

function shownString(kind: 'key' | 'string', json: string): readonly JsonToken[] {
  if (json.length <= shownCharacters) return [{ kind, text: decoded(json) }]
  const hidden = (json.length - shownCharacters).toLocaleString('en-US')
  return [
    { kind, text: json.slice(0, shownCharacters) },
    { kind: 'summary', text: t`… ${hidden} more characters` },
  ]
}

function mark(text: string): JsonToken {
  return { kind: 'punctuation', text }
}
