import { parseJson } from './parse-json'

/** Levels of JSON that are laid out: nobody sees deeper ones, and they have to fit into the width of a pane. */
export const depthLimit = 500

/** What is known of a line of laid-out JSON; the numbers of a line stand side by side in `JsonIndex.lines`. */
export const lineField = {
  /** Where in the text its value, or its closing bracket, starts. */
  start: 0,
  /** Where it ends; of a line that opens a bracket: behind the bracket. */
  end: 1,
  /** Where its key starts, -1 where it has none. */
  key: 2,
  /** The line that opens what it is in, -1 for the outermost; of a closing bracket: the line that opens it. */
  parent: 3,
  /** Of a line that opens a bracket: the line that closes it; else the line itself. */
  close: 4,
  /** Which member or item it is of what it is in, from 0; -1 for a closing bracket. */
  ordinal: 5,
} as const
export const lineFields = 6

/**
 * JSON text as lines, one for each value and one for each closing bracket, as numbers only: a document of 10 MB
 * has some 500,000 of them, and they come from a worker without being copied.
 */
export interface JsonIndex {
  readonly lines: Int32Array<ArrayBuffer>
  readonly count: number
}

export type JsonIndexResult =
  | { readonly type: 'json'; readonly index: JsonIndex }
  | { readonly type: 'not-json' }
  | { readonly type: 'too-deep' }

/** Finds the lines of `text`. It is read once to know that it is JSON, and once more for its lines. */
export function indexJson(text: string): JsonIndexResult {
  if (!mayBeJson(text) || parseJson(text) === undefined) return { type: 'not-json' }
  const index = new LineScan(text).run()
  return index ? { type: 'json', index } : { type: 'too-deep' }
}

/** Whether it starts as JSON does, which tells most other texts apart without reading them. */
export function mayBeJson(text: string): boolean {
  return /^[ \t\r\n]*["{[\-0-9tfn]/.test(text)
}

/** Behind the string that starts at `at` of valid JSON. */
export function stringEnd(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1)
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1)
  return quote + 1
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote
  while (text.charCodeAt(before - 1) === code.backslash) before -= 1
  return (quote - before) % 2 === 1
}

const code = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  quote: 34,
  comma: 44,
  colon: 58,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
} as const

/** One reading of text that is known to be JSON; without recursion, as depth is what the text decides. */
class LineScan {
  #lines: Int32Array<ArrayBuffer>
  #count = 0
  /** The lines of the brackets that are open, and how many values each has so far. */
  readonly #open: number[] = []
  readonly #members: number[] = []
  #key = -1

  constructor(private readonly text: string) {
    this.#lines = new Int32Array(lineFields * Math.max(16, text.length >> 4))
  }

  /** @returns null where it is nested too deeply */
  run(): JsonIndex | null {
    const { text } = this
    let at = 0
    while (at < text.length) {
      const next = this.#step(at)
      if (next < 0) return null
      at = next
    }
    return { lines: this.#lines.slice(0, this.#count * lineFields), count: this.#count }
  }

  /** Takes in what is at `at`; returns where the next thing is, -1 where it is nested too deeply. */
  #step(at: number): number {
    switch (this.text.charCodeAt(at)) {
      case code.tab:
      case code.lineFeed:
      case code.carriageReturn:
      case code.space:
      case code.comma:
      case code.colon:
        return at + 1
      case code.openBrace:
      case code.openBracket:
        return this.#openAt(at)
      case code.closeBrace:
      case code.closeBracket:
        return this.#closeAt(at)
      case code.quote:
        return this.#stringAt(at)
      default:
        return this.#wordAt(at)
    }
  }

  #openAt(at: number): number {
    if (this.#open.length === depthLimit) return -1
    this.#addValue(at, at + 1)
    this.#open.push(this.#count - 1)
    this.#members.push(0)
    return at + 1
  }

  #closeAt(at: number): number {
    const opener = this.#open.pop() ?? 0
    if (this.#members.pop() === 0) {
      this.#lines[opener * lineFields + lineField.end] = at + 1
      return at + 1
    }
    this.#lines[opener * lineFields + lineField.close] = this.#count
    this.#add(at, at + 1, opener, -1)
    return at + 1
  }

  #stringAt(at: number): number {
    const end = stringEnd(this.text, at)
    const opener = this.#open.at(-1)
    const isKey =
      opener !== undefined &&
      this.#key < 0 &&
      this.text.charCodeAt(this.#lines[opener * lineFields] ?? 0) === code.openBrace
    if (isKey) this.#key = at
    else this.#addValue(at, end)
    return end
  }

  #wordAt(at: number): number {
    let end = at + 1
    while (end < this.text.length && !endsWord(this.text.charCodeAt(end))) end += 1
    this.#addValue(at, end)
    return end
  }

  #addValue(start: number, end: number): void {
    const level = this.#members.length - 1
    const ordinal = this.#members[level] ?? 0
    if (level >= 0) this.#members[level] = ordinal + 1
    this.#add(start, end, this.#open.at(-1) ?? -1, ordinal)
  }

  #add(start: number, end: number, parent: number, ordinal: number): void {
    const place = this.#count * lineFields
    if (place === this.#lines.length) {
      const larger = new Int32Array(place * 2)
      larger.set(this.#lines)
      this.#lines = larger
    }
    this.#lines.set([start, end, this.#key, parent, this.#count, ordinal], place)
    this.#key = -1
    this.#count += 1
  }
}

function endsWord(character: number): boolean {
  return (
    character <= code.space ||
    character === code.comma ||
    character === code.closeBrace ||
    character === code.closeBracket
  )
}
