import type { TrafficRow } from '../../../shared/model/traffic'
import { field } from './capture-protocol'
import type { EntryPredicate } from './compile-filter'
import type { EntryCursor, EntryStore } from './entry-store'
import { SeqList } from './seq-list'
import { discardedRow, rowOf } from './traffic-rows'

/** Entries looked at between two looks at the clock, where the filter is cheap. */
const entriesPerCheck = 64

/** The entries that a filter shows, found by walking the store from its start and on as it grows. */
export class TrafficView {
  /** Changed where the rows that the window holds count no more. */
  number: number
  readonly #store: EntryStore
  readonly #shows: EntryPredicate
  readonly #seqs = new SeqList()
  readonly #cursor: EntryCursor = { chunk: 0, index: 0 }
  #lastLookedAt = 0

  constructor(number: number, store: EntryStore, shows: EntryPredicate) {
    this.number = number
    this.#store = store
    this.#shows = shows
  }

  /** Rows of the view; the row that counts what was discarded is the first where there is one. */
  get shown(): number {
    return this.#seqs.length + this.#leading
  }

  /** Entries of the view, oldest first. */
  get seqs(): SeqList {
    return this.#seqs
  }

  /** Sequence number of the newest entry that was looked at. */
  get lastLookedAt(): number {
    return this.#lastLookedAt
  }

  /** Walks on until the newest entry or until `isLate` says so; true at the newest entry. */
  advance(isLate: () => boolean): boolean {
    let untilCheck = entriesPerCheck
    for (let chunk = this.#store.settle(this.#cursor); chunk; chunk = this.#store.settle(this.#cursor)) {
      for (; this.#cursor.index < chunk.count; this.#cursor.index += 1) {
        if (untilCheck === 0) {
          if (isLate()) return false
          untilCheck = entriesPerCheck
        }
        untilCheck -= 1
        const { index } = this.#cursor
        // A long payload takes long to search: look at the clock after it.
        if (chunk.payloadLength(index) > 4096) untilCheck = 0
        this.#lastLookedAt = chunk.number(index, field.seq)
        if (this.#shows(chunk, index)) this.#seqs.push(this.#lastLookedAt)
      }
    }
    return true
  }

  /** Forgets the rows of entries that the store has discarded. */
  trim(): void {
    this.#seqs.dropBelow(this.#store.firstSeq)
  }

  /** Rows `from … from + count - 1`, as far as they exist. */
  rows(from: number, count: number): readonly TrafficRow[] {
    const rows: TrafficRow[] = []
    const end = Math.min(from + count, this.shown)
    for (let index = Math.max(0, from); index < end; index += 1) {
      if (index < this.#leading) {
        rows.push(discardedRow(this.#store))
        continue
      }
      const place = this.#store.find(this.#seqs.at(index - this.#leading))
      if (place) rows.push(rowOf(this.#store, place))
    }
    return rows
  }

  /** Index of the row of entry `seq`, null where the view does not show it. */
  indexOf(seq: number): number | null {
    const index = this.#seqs.countUpTo(seq) - 1
    return index >= 0 && this.#seqs.at(index) === seq ? index + this.#leading : null
  }

  get #leading(): number {
    return this.#store.discarded > 0 ? 1 : 0
  }
}
