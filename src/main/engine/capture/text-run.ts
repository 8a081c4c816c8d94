/** Texts that came together, as bytes: ASCII in one byte a unit, or UTF-16 in two. */
export interface TextPiece {
  /** UTF-16 units. */
  readonly units: number
  readonly isAscii: boolean
  readonly bytes: Uint8Array
}

/**
 * Texts one behind the other, off V8's heap: what is kept for a while as strings, and then dropped, keeps the garbage
 * collector busier than everything else that the traffic log does.
 */
export class TextRun {
  readonly #pieces: TextPiece[] = []
  /** Where each piece starts, in units. */
  readonly #starts: number[] = []
  #units = 0
  #bytes = 0
  /** The piece looked into last: texts are mostly read in their order. */
  #latest = 0

  constructor(pieces: readonly TextPiece[] = []) {
    for (const piece of pieces) this.#add(piece)
  }

  /** About what it costs in memory. */
  get bytes(): number {
    return this.#bytes
  }

  /** The texts as plain data, in as few pieces as can be. */
  get pieces(): readonly TextPiece[] {
    const merged: TextPiece[] = []
    for (let from = 0; from < this.#pieces.length; ) {
      const isAscii = this.#pieces[from]?.isAscii ?? true
      let to = from
      while (to < this.#pieces.length && this.#pieces[to]?.isAscii === isAscii) to += 1
      const alike = this.#pieces.slice(from, to)
      const units = alike.reduce((sum, piece) => sum + piece.units, 0)
      merged.push({ units, isAscii, bytes: Buffer.concat(alike.map(({ bytes }) => bytes)) })
      from = to
    }
    return merged
  }

  /** Adds texts behind the others. */
  append(texts: string): void {
    if (texts === '') return
    const isAscii = Buffer.byteLength(texts) === texts.length
    this.#add({ units: texts.length, isAscii, bytes: Buffer.from(texts, isAscii ? 'latin1' : 'utf16le') })
  }

  /** The text between two places in UTF-16 units; texts that were added together only. */
  slice(start: number, end: number): string {
    if (start >= end) return ''
    const at = this.#find(start)
    const piece = this.#pieces[at]
    if (!piece) return ''
    const offset = this.#starts[at] ?? 0
    const { buffer, byteOffset, byteLength } = piece.bytes
    const bytes = Buffer.from(buffer, byteOffset, byteLength)
    return piece.isAscii
      ? bytes.toString('latin1', start - offset, end - offset)
      : bytes.toString('utf16le', (start - offset) * 2, (end - offset) * 2)
  }

  /** Bytes of that text as UTF-8. */
  byteLength(start: number, end: number): number {
    const isAscii = this.#pieces[this.#find(start)]?.isAscii ?? true
    return isAscii ? Math.max(0, end - start) : Buffer.byteLength(this.slice(start, end))
  }

  #add(piece: TextPiece): void {
    this.#pieces.push(piece)
    this.#starts.push(this.#units)
    this.#units += piece.units
    this.#bytes += piece.bytes.byteLength
  }

  /** Index of the piece that holds the unit. */
  #find(unit: number): number {
    if (unit < (this.#starts[this.#latest] ?? 0)) this.#latest = 0
    while (unit >= (this.#starts[this.#latest + 1] ?? Number.POSITIVE_INFINITY)) this.#latest += 1
    return this.#latest
  }
}
