import { type EntryBatch, field, type HoldNote } from './capture-protocol'
import { EntryChunk } from './entry-chunk'
import { WhyNotes } from './why-notes'

/** Indexes in use are among the newest so many: main starts its table of paths anew at 10,000. */
const pathWindow = 10_000

/** About what a note of a breakpoint costs. */
const holdBytes = 160

/** Where an entry is. */
export interface EntryPlace {
  readonly chunk: EntryChunk
  readonly index: number
}

/** A place in the sequence of all chunks that ever were, for walking on from where one stopped. */
export interface EntryCursor {
  chunk: number
  index: number
}

interface HeldChunk {
  readonly entries: EntryChunk
  /** Size of the table of paths when the chunk was begun. */
  readonly pathCount: number
}

/** The captured entries, within a memory budget: the oldest chunks go first, and are counted. */
export class EntryStore {
  readonly #budgetBytes: number
  readonly #paths = new Map<number, string>()
  #pathCount = 0
  #firstPath = 0
  #pathBytes = 0
  readonly #whys = new WhyNotes()
  readonly #edited = new Set<number>()
  readonly #holds = new Map<number, HoldNote>()
  #chunks: HeldChunk[] = []
  /** Number of the oldest chunk that is held. */
  #firstChunk = 0
  #chunkBytes = 0
  #stored = 0
  #discarded = 0
  #lastDiscardedSeq = 0
  #lost = 0

  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes
  }

  /** Entries since the start or the last `clear`, discarded and lost ones included. */
  get total(): number {
    return this.#stored + this.#lost
  }

  /** Entries that were dropped to stay within the budget. */
  get discarded(): number {
    return this.#discarded
  }

  /** Entries that never arrived, because the worker could not keep up. */
  get lost(): number {
    return this.#lost
  }

  get lastDiscardedSeq(): number {
    return this.#lastDiscardedSeq
  }

  /** Sequence number of the oldest entry that is held, or Infinity. */
  get firstSeq(): number {
    return this.#chunks[0]?.entries.firstSeq ?? Number.POSITIVE_INFINITY
  }

  /** Sequence number of the newest entry, or 0. */
  get lastSeq(): number {
    return this.#chunks.at(-1)?.entries.lastSeq ?? 0
  }

  /** Adds a batch, then discards the oldest chunks as far as the budget asks for it. */
  append(batch: EntryBatch): void {
    for (const path of batch.paths) this.#addPath(path)
    this.#lost += batch.lost
    if (batch.numbers.length > 0) this.#addEntries(batch)
    this.#whys.add(batch.whys, batch.whyText)
    for (const seq of batch.edited) this.#edited.add(seq)
    for (const note of batch.holds) this.#holds.set(note.seq, note)
    this.#discard()
  }

  /** Forgets everything, the counts too. */
  clear(): void {
    this.#firstChunk += this.#chunks.length
    this.#chunks = []
    this.#chunkBytes = 0
    this.#whys.clear()
    this.#edited.clear()
    this.#holds.clear()
    this.#stored = 0
    this.#discarded = 0
    this.#lastDiscardedSeq = 0
    this.#lost = 0
  }

  /** Where the entry of `seq` is, or null where it is not held. */
  find(seq: number): EntryPlace | null {
    const chunk = this.#chunks[this.#chunkOf(seq)]?.entries
    if (!chunk) return null
    const index = lastAtMost(chunk.count, seq, (at) => chunk.number(at, field.seq))
    return index >= 0 && chunk.number(index, field.seq) === seq ? { chunk, index } : null
  }

  /** What was done about an entry, '' where nothing is known. */
  whyOf(seq: number): string {
    return this.#whys.find(seq)
  }

  /** Whether a handler changed the entry's body. */
  isEdited(seq: number): boolean {
    return this.#edited.has(seq)
  }

  /** What a breakpoint did to the entry, null where it met none. */
  holdOf(seq: number): HoldNote | null {
    return this.#holds.get(seq) ?? null
  }

  /** Moves the cursor past what was discarded and over the ends of chunks; the chunk to read, or null at the end. */
  settle(cursor: EntryCursor): EntryChunk | null {
    if (cursor.chunk < this.#firstChunk) {
      cursor.chunk = this.#firstChunk
      cursor.index = 0
    }
    const chunk = this.#chunks[cursor.chunk - this.#firstChunk]?.entries
    if (chunk && cursor.index < chunk.count) return chunk
    // The newest chunk may still grow.
    if (!chunk || cursor.chunk - this.#firstChunk === this.#chunks.length - 1) return null
    cursor.chunk += 1
    cursor.index = 0
    return this.settle(cursor)
  }

  /** A cursor at the first entry after `seq` that is held. */
  cursorAfter(seq: number): EntryCursor {
    const at = this.#chunkOf(seq)
    const chunk = this.#chunks[at]?.entries
    if (!chunk) return { chunk: this.#firstChunk, index: 0 }
    const index = lastAtMost(chunk.count, seq, (place) => chunk.number(place, field.seq))
    return { chunk: this.#firstChunk + at, index: index + 1 }
  }

  /** Index of the chunk that holds `seq` if any does, or -1. */
  #chunkOf(seq: number): number {
    return lastAtMost(this.#chunks.length, seq, (index) => this.#chunks[index]?.entries.firstSeq ?? 0)
  }

  #addEntries(batch: EntryBatch): void {
    const newest = this.#chunks.at(-1)?.entries
    if (newest && !newest.isFull) {
      const { bytes, count, markers } = newest
      newest.extend(batch)
      this.#chunkBytes += newest.bytes - bytes
      this.#stored += newest.count - count - (newest.markers - markers)
    } else {
      const entries = new EntryChunk(batch, this.#paths)
      this.#chunks.push({ entries, pathCount: this.#pathCount - batch.paths.length })
      this.#chunkBytes += entries.bytes
      this.#stored += entries.count - entries.markers
    }
  }

  #addPath(path: string): void {
    this.#paths.set(this.#pathCount, path)
    this.#pathBytes += path.length + 64
    this.#pathCount += 1
  }

  #discard(): void {
    // The newest chunk stays: a view without its newest entry is of no use.
    while (this.#chunks.length > 1 && this.#isOverBudget()) {
      const oldest = this.#chunks.shift()?.entries
      if (!oldest) return
      this.#firstChunk += 1
      this.#chunkBytes -= oldest.bytes
      this.#discarded += oldest.count - oldest.markers
      this.#lastDiscardedSeq = oldest.lastSeq
      this.#forgetNotes()
    }
  }

  #isOverBudget(): boolean {
    return (
      this.#chunkBytes + this.#whys.bytes + this.#pathBytes + this.#holds.size * holdBytes > this.#budgetBytes
    )
  }

  #forgetNotes(): void {
    this.#whys.dropBelow(this.firstSeq)
    for (const seq of this.#edited) {
      if (seq >= this.firstSeq) break
      this.#edited.delete(seq)
    }
    // A note may come long after its entry, so they are in no order.
    for (const seq of this.#holds.keys()) if (seq < this.firstSeq) this.#holds.delete(seq)
    const oldestInUse = (this.#chunks[0]?.pathCount ?? 0) - pathWindow
    for (; this.#firstPath < oldestInUse; this.#firstPath += 1) {
      this.#pathBytes -= (this.#paths.get(this.#firstPath)?.length ?? 0) + 64
      this.#paths.delete(this.#firstPath)
    }
  }
}

/** Index of the last of `count` ascending numbers that is at most `wanted`, or -1. */
export function lastAtMost(count: number, wanted: number, at: (index: number) => number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(middle) <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}
