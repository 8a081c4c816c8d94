import { type TextPiece, TextRun } from './text-run'

/** What a note costs besides its text. */
const noteBytes = 16
const initialPairs = 64

/** Notes about entries as plain data. */
export interface EntryNotesData {
  /** Pairs: sequence number of the entry, length of its lines. */
  readonly pairs: Float64Array
  readonly texts: readonly TextPiece[]
  /** Entries whose body a handler changed. */
  readonly edited: readonly number[]
}

/** What was done about the entries of a chunk, kept as it came and searched when an entry is looked at. */
export class EntryNotes {
  #pairs: Float64Array
  /** Numbers of `#pairs` that are in use. */
  #used: number
  readonly #texts: TextRun
  readonly #edited: number[]

  constructor(data?: EntryNotesData) {
    this.#pairs = data?.pairs ?? new Float64Array(0)
    this.#used = this.#pairs.length
    this.#texts = new TextRun(data?.texts)
    this.#edited = [...(data?.edited ?? [])]
  }

  get data(): EntryNotesData {
    return {
      pairs: this.#pairs.subarray(0, this.#used),
      texts: this.#texts.pieces,
      edited: this.#edited,
    }
  }

  get bytes(): number {
    return this.#texts.bytes + (this.#used / 2) * noteBytes + this.#edited.length * 8
  }

  /** Adds notes: pairs of sequence number and length, and their texts one behind the other. */
  add(pairs: readonly number[], text: string): void {
    const used = this.#used + pairs.length
    if (used > this.#pairs.length) {
      const larger = new Float64Array(Math.max(initialPairs * 2, used, this.#used * 2))
      larger.set(this.#pairs.subarray(0, this.#used))
      this.#pairs = larger
    }
    this.#pairs.set(pairs, this.#used)
    this.#used = used
    this.#texts.append(text)
  }

  /** Marks an entry whose body a handler changed. */
  addEdited(seq: number): void {
    this.#edited.push(seq)
  }

  isEdited(seq: number): boolean {
    return this.#edited.includes(seq)
  }

  /** The lines about an entry, those of later notes below; '' where there are none. */
  find(seq: number): string {
    const found: string[] = []
    let start = 0
    for (let at = 0; at < this.#used; at += 2) {
      const length = this.#pairs[at + 1] ?? 0
      if (this.#pairs[at] === seq) found.push(this.#texts.slice(start, start + length))
      start += length
    }
    return found.join('\n')
  }
}
