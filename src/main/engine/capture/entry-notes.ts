/** What a note costs besides its text. */
const noteBytes = 16

/** Notes about entries as plain data. */
export interface EntryNotesData {
  /** Pairs: sequence number of the entry, length of its lines. */
  readonly pairs: readonly number[]
  readonly text: string
  /** Entries whose body a handler changed. */
  readonly edited: readonly number[]
}

/** What was done about the entries of a chunk, kept as it came and searched when an entry is looked at. */
export class EntryNotes {
  readonly #pairs: number[]
  readonly #edited: number[]
  #text: string

  constructor(data: EntryNotesData = { pairs: [], text: '', edited: [] }) {
    this.#pairs = [...data.pairs]
    this.#text = data.text
    this.#edited = [...data.edited]
  }

  get data(): EntryNotesData {
    return { pairs: this.#pairs, text: this.#text, edited: this.#edited }
  }

  get bytes(): number {
    return this.#text.length + (this.#pairs.length / 2) * noteBytes + this.#edited.length * 8
  }

  /** Adds notes: pairs of sequence number and length, and their texts one behind the other. */
  add(pairs: readonly number[], text: string): void {
    for (const number of pairs) this.#pairs.push(number)
    this.#text += text
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
    for (let at = 0; at + 1 < this.#pairs.length; at += 2) {
      const length = this.#pairs[at + 1] ?? 0
      if (this.#pairs[at] === seq) found.push(this.#text.slice(start, start + length))
      start += length
    }
    return found.join('\n')
  }
}
