import { BlockPool } from './block-pool'
import { type TextPiece, TextRun } from './text-run'

/** Notes about entries as plain data. */
export interface EntryNotesData {
  /** Pairs: sequence number of the entry, UTF-16 units of its lines. */
  readonly pairs: Float64Array
  readonly texts: readonly TextPiece[]
  /** Entries whose body a handler changed. */
  readonly edited: readonly number[]
}

/** What was done about the entries of a chunk, kept as it came and searched when an entry is looked at. */
export class EntryNotes {
  readonly #pool: BlockPool
  #pairs: Float64Array
  /** Numbers of `#pairs` that are in use. */
  #used: number
  readonly #texts: TextRun
  readonly #edited: number[]

  constructor(pool = new BlockPool(), data?: EntryNotesData) {
    this.#pool = pool
    this.#pairs = data?.pairs ?? new Float64Array(0)
    this.#used = this.#pairs.length
    this.#texts = new TextRun(pool, data?.texts)
    this.#edited = [...(data?.edited ?? [])]
  }

  get data(): EntryNotesData {
    return {
      pairs: this.#pairs.subarray(0, this.#used),
      texts: this.#texts.pieces,
      edited: this.#edited,
    }
  }

  /** What they take in memory. */
  get bytes(): number {
    return this.#texts.bytes + this.#pairs.byteLength + this.#edited.length * 8
  }

  /** Adds copies of notes: pairs of sequence number and length, and their texts one behind the other. */
  add(pairs: Float64Array, text: TextPiece): void {
    const used = this.#used + pairs.length
    if (used > this.#pairs.length) this.#grow(used)
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

  /** Gives the memory back; the notes are gone. Only for notes that were added. */
  release(): void {
    this.#texts.release()
    this.#giveBackPairs()
    this.#pairs = new Float64Array(0)
    this.#used = 0
  }

  #grow(used: number): void {
    const larger = new Float64Array(this.#pool.take(used * 8))
    larger.set(this.#pairs.subarray(0, this.#used))
    this.#giveBackPairs()
    this.#pairs = larger
  }

  #giveBackPairs(): void {
    // A block of the pool is an ordinary buffer; empty arrays never came from it.
    if (this.#pairs.length > 0) this.#pool.giveBack(this.#pairs.buffer as ArrayBuffer)
  }
}
