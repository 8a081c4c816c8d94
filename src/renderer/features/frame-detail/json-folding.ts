import type { JsonDocument } from './json-document'

/** Which lines are to be seen with some of them folded: what is inside a folded one is not. */
export class JsonFolding {
  /** The outermost folded lines, in order, and how many lines are hidden up to the end of each. */
  readonly #lines: number[] = []
  readonly #hidden: number[] = []
  readonly #document: JsonDocument

  constructor(document: JsonDocument, folded: ReadonlySet<number>) {
    this.#document = document
    let end = -1
    let hidden = 0
    for (const line of [...folded].sort((one, other) => one - other)) {
      if (line <= end) continue
      end = document.closeOf(line)
      hidden += end - line
      this.#lines.push(line)
      this.#hidden.push(hidden)
    }
  }

  /** How many lines there are to be seen. */
  get count(): number {
    return this.#document.count - (this.#hidden.at(-1) ?? 0)
  }

  /** The line that is seen as the `row`-th. */
  lineAt(row: number): number {
    const before = this.#lastWhere((at) => (this.#lines[at] ?? 0) - this.#hiddenBefore(at) < row)
    return row + (this.#hidden[before] ?? 0)
  }

  /** Where the line is seen; of a hidden one where the one is that hides it. */
  rowOf(line: number): number {
    const before = this.#lastWhere((at) => (this.#lines[at] ?? 0) < line)
    const folded = this.#lines[before]
    if (folded === undefined) return line
    if (line <= this.#document.closeOf(folded)) return folded - this.#hiddenBefore(before)
    return line - (this.#hidden[before] ?? 0)
  }

  #hiddenBefore(at: number): number {
    return this.#hidden[at - 1] ?? 0
  }

  /** The last of the folded lines that `holds` for; it holds for all before it as well. -1 for none. */
  #lastWhere(holds: (at: number) => boolean): number {
    let low = -1
    let high = this.#lines.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (holds(middle)) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** The folded lines without those that hide `line`. */
export function unfoldedFor(
  document: JsonDocument,
  folded: ReadonlySet<number>,
  line: number,
): ReadonlySet<number> {
  const next = new Set(folded)
  for (let above = document.parentOf(line); above >= 0; above = document.parentOf(above)) next.delete(above)
  return next.size === folded.size ? folded : next
}
