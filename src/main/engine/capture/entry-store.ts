import type { Payload } from '../../../shared/model/message'
import { binaryPayload, type EntryBatch, field, fields, noPayload } from './capture-protocol'

/** Entries per chunk: the unit in which the oldest are discarded. */
export const chunkEntries = 1024
/** What an entry costs besides its payload: its numbers, two references, a string's head, a place in a view. */
const entryOverheadBytes = fields * 8 + 48
/** Live indexes are among the newest so many: main starts its table of paths anew at 10,000. */
const pathWindow = 10_000

/** A run of entries: their numbers side by side, their payloads in arrays. */
export class EntryChunk {
  readonly numbers = new Float64Array(chunkEntries * fields)
  readonly payloads: (Payload | null)[] = []
  readonly paths: string[] = []
  readonly whys = new Map<number, string>()
  readonly edited = new Set<number>()
  count = 0
  bytes = 0

  /** One number of an entry; `name` is one of `field`. */
  number(index: number, name: number): number {
    return this.numbers[index * fields + name] ?? 0
  }

  get firstSeq(): number {
    return this.number(0, field.seq)
  }
}

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

/** The captured entries, within a memory budget: the oldest chunks go first, and are counted. */
export class EntryStore {
  readonly #budgetBytes: number
  readonly #paths = new Map<number, string>()
  #pathCount = 0
  #chunks: EntryChunk[] = []
  /** Number of the oldest chunk that is held. */
  #firstChunk = 0
  #bytes = 0
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
    return this.#chunks[0]?.firstSeq ?? Number.POSITIVE_INFINITY
  }

  /** Sequence number of the newest entry, or 0. */
  get lastSeq(): number {
    const newest = this.#chunks.at(-1)
    return newest ? newest.number(newest.count - 1, field.seq) : 0
  }

  /** Adds a batch, then discards the oldest chunks as far as the budget asks for it. */
  append(batch: EntryBatch): void {
    for (const path of batch.paths) this.#addPath(path)
    this.#lost += batch.lost
    let textStart = 0
    let binary = 0
    for (let offset = 0; offset < batch.numbers.length; offset += fields) {
      const coded = batch.numbers[offset + field.size] ?? noPayload
      let payload: Payload | null = null
      if (coded >= 0) {
        payload = batch.text.slice(textStart, textStart + coded)
        textStart += coded
      } else if (coded === binaryPayload) {
        payload = batch.binaries[binary] ?? null
        binary += 1
      }
      this.#add(batch.numbers, offset, payload)
    }
    this.#addNotes(batch)
    this.#discard()
  }

  /** Forgets everything, the counts too. */
  clear(): void {
    this.#firstChunk += this.#chunks.length
    this.#chunks = []
    this.#bytes = 0
    this.#stored = 0
    this.#discarded = 0
    this.#lastDiscardedSeq = 0
    this.#lost = 0
  }

  /** Where the entry of `seq` is, or null where it is not held. */
  find(seq: number): EntryPlace | null {
    const chunk = this.#chunks[lastAtMost(this.#chunks.length, seq, (at) => this.#chunks[at]?.firstSeq ?? 0)]
    if (!chunk) return null
    const index = lastAtMost(chunk.count, seq, (at) => chunk.number(at, field.seq))
    return index >= 0 && chunk.number(index, field.seq) === seq ? { chunk, index } : null
  }

  /** Moves the cursor past what was discarded and over the ends of chunks; the chunk to read, or null at the end. */
  settle(cursor: EntryCursor): EntryChunk | null {
    if (cursor.chunk < this.#firstChunk) {
      cursor.chunk = this.#firstChunk
      cursor.index = 0
    }
    const chunk = this.#chunks[cursor.chunk - this.#firstChunk]
    if (chunk && cursor.index < chunk.count) return chunk
    if (chunk?.count !== chunkEntries) return null
    cursor.chunk += 1
    cursor.index = 0
    return this.settle(cursor)
  }

  /** A cursor at the first entry after `seq` that is held. */
  cursorAfter(seq: number): EntryCursor {
    const at = lastAtMost(this.#chunks.length, seq, (index) => this.#chunks[index]?.firstSeq ?? 0)
    const chunk = this.#chunks[at]
    if (!chunk) return { chunk: this.#firstChunk, index: 0 }
    const index = lastAtMost(chunk.count, seq, (place) => chunk.number(place, field.seq))
    return { chunk: this.#firstChunk + at, index: index + 1 }
  }

  #add(source: Float64Array, offset: number, payload: Payload | null): void {
    const chunk = this.#openChunk()
    const target = chunk.count * fields
    chunk.numbers.set(source.subarray(offset, offset + fields), target)
    const size = payloadBytes(payload)
    chunk.numbers[target + field.size] = size
    chunk.payloads.push(payload)
    chunk.paths.push(this.#paths.get(source[offset + field.path] ?? 0) ?? '')
    chunk.count += 1
    this.#stored += 1
    // Text beyond Latin-1 takes two bytes a unit.
    const held = typeof payload === 'string' && size > payload.length ? payload.length * 2 : size
    this.#charge(chunk, entryOverheadBytes + held)
  }

  #openChunk(): EntryChunk {
    const newest = this.#chunks.at(-1)
    if (newest && newest.count < chunkEntries) return newest
    const chunk = new EntryChunk()
    this.#chunks.push(chunk)
    return chunk
  }

  #addNotes(batch: EntryBatch): void {
    let start = 0
    for (let at = 0; at + 1 < batch.whys.length; at += 2) {
      const place = this.find(batch.whys[at] ?? 0)
      const length = batch.whys[at + 1] ?? 0
      const lines = batch.whyText.slice(start, start + length)
      start += length
      if (!place) continue
      place.chunk.whys.set(place.index, lines)
      this.#charge(place.chunk, 64 + lines.length)
    }
    for (const seq of batch.edited) {
      const place = this.find(seq)
      place?.chunk.edited.add(place.index)
    }
  }

  #addPath(path: string): void {
    this.#paths.set(this.#pathCount, path)
    this.#paths.delete(this.#pathCount - pathWindow)
    this.#pathCount += 1
  }

  #charge(chunk: EntryChunk, bytes: number): void {
    chunk.bytes += bytes
    this.#bytes += bytes
  }

  #discard(): void {
    // The newest chunk stays: it is being written to, and a view without its newest entry is of no use.
    while (this.#bytes > this.#budgetBytes && this.#chunks.length > 1) {
      const oldest = this.#chunks.shift()
      if (!oldest) return
      this.#firstChunk += 1
      this.#bytes -= oldest.bytes
      this.#discarded += oldest.count
      this.#lastDiscardedSeq = oldest.number(oldest.count - 1, field.seq)
    }
  }
}

function payloadBytes(payload: Payload | null): number {
  if (payload === null) return 0
  return typeof payload === 'string' ? Buffer.byteLength(payload) : payload.byteLength
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
