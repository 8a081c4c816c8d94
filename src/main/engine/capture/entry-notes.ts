import type { FaultAct } from '../../../shared/model/fault-act'
import { BlockPool } from './block-pool'
import { noteField, noteFields, noteIsText } from './capture-protocol'
import { type TextPiece, TextRun } from './text-run'

/** Notes about entries as plain data. */
export interface EntryNotesData {
  /** `noteFields` per note. */
  readonly numbers: Float64Array
  readonly texts: readonly TextPiece[]
  /** Entries whose body a handler changed. */
  readonly edited: readonly number[]
  /** What faults did, by the sequence number of the entry. */
  readonly faults: readonly (readonly [number, readonly FaultAct[]])[]
}

/** About what it costs to keep what faults did to one message. */
const faultBytes = 240

/** What was done about the entries of a chunk, kept as it came and searched when an entry is looked at. */
export class EntryNotes {
  readonly #pool: BlockPool
  #numbers: Float64Array
  /** Numbers of `#numbers` that are in use. */
  #used: number
  readonly #texts: TextRun
  readonly #edited: number[]
  readonly #faults: Map<number, readonly FaultAct[]>

  constructor(pool = new BlockPool(), data?: EntryNotesData) {
    this.#pool = pool
    this.#numbers = data?.numbers ?? new Float64Array(0)
    this.#used = this.#numbers.length
    this.#texts = new TextRun(pool, data?.texts)
    this.#edited = [...(data?.edited ?? [])]
    this.#faults = new Map(data?.faults)
  }

  get data(): EntryNotesData {
    return {
      numbers: this.#numbers.subarray(0, this.#used),
      texts: this.#texts.pieces,
      edited: this.#edited,
      faults: [...this.#faults],
    }
  }

  /** What they take in memory. */
  get bytes(): number {
    const marks = this.#edited.length * 8 + this.#faults.size * faultBytes
    return this.#texts.bytes + this.#numbers.byteLength + marks
  }

  /** Adds copies of notes: `noteFields` numbers each, and their texts one behind the other. */
  add(numbers: Float64Array, text: TextPiece): void {
    const used = this.#used + numbers.length
    if (used > this.#numbers.length) this.#grow(used)
    this.#numbers.set(numbers, this.#used)
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

  /** Keeps what faults did to an entry, in the place of what was said of it before. */
  addFaults(seq: number, acts: readonly FaultAct[]): void {
    this.#faults.set(seq, acts)
  }

  faultsOf(seq: number): readonly FaultAct[] | null {
    return this.#faults.get(seq) ?? null
  }

  /** The lines about an entry, those of later notes below; '' where there are none. `steps` is their table. */
  find(seq: number, steps: readonly string[]): string {
    const found: string[] = []
    let start = 0
    for (let at = 0; at < this.#used; at += noteFields) {
      const step = this.#numbers[at + noteField.step] ?? noteIsText
      const value = this.#numbers[at + noteField.value] ?? 0
      if (this.#numbers[at + noteField.seq] === seq) {
        found.push(step === noteIsText ? this.#texts.slice(start, start + value) : `${steps[step]}\t${value}`)
      }
      if (step === noteIsText) start += value
    }
    return found.join('\n')
  }

  /** Gives the memory back; the notes are gone. Only for notes that were added. */
  release(): void {
    this.#texts.release()
    this.#giveBackNumbers()
    this.#numbers = new Float64Array(0)
    this.#used = 0
    this.#faults.clear()
  }

  #grow(used: number): void {
    const larger = new Float64Array(this.#pool.take(used * 8))
    larger.set(this.#numbers.subarray(0, this.#used))
    this.#giveBackNumbers()
    this.#numbers = larger
  }

  #giveBackNumbers(): void {
    // A block of the pool is an ordinary buffer; empty arrays never came from it.
    if (this.#numbers.length > 0) this.#pool.giveBack(this.#numbers.buffer as ArrayBuffer)
  }
}
