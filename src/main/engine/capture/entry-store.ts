import type { FaultAct } from '../../../shared/model/fault-act'
import { type ReadBatch, readBatch } from './batch-bytes'
import { BlockPool } from './block-pool'
import { type EntryBatch, field, type HoldNote, noteField, noteFields, noteIsText } from './capture-protocol'
import { ChunkHistory, type ChunkHistoryOptions } from './chunk-history'
import { EntryChunk } from './entry-chunk'
import type { EntryNotes } from './entry-notes'
import { HeldChunk } from './held-chunk'
import type { TextPiece } from './text-run'

/** Indexes in use are among the newest so many: main starts its table of paths anew at 10,000. */
const pathWindow = 10_000

/** Most entries of which the store knows what a breakpoint did to them: the latest. */
const maxHolds = 50_000

/** Notes about entries that have left memory; beyond this they are not kept. */
const maxLateNoteBytes = 16 * 1024 * 1024

/** Where an entry is. Valid until the next turn of the event loop. */
export interface EntryPlace {
  readonly chunk: EntryChunk
  readonly index: number
}

/** A place in the sequence of all chunks that ever were, for walking on from where one stopped. */
export interface EntryCursor {
  chunk: number
  index: number
}

/** Where entries go that don't fit into memory. */
export interface StoreHistory extends ChunkHistoryOptions {
  /** Memory for the newest entries while the file can be used. */
  readonly memoryBytes: number
}

export interface EntryStoreOptions {
  /** Memory for entries where nothing goes to disk, payloads included. */
  readonly budgetBytes: number
  readonly history: StoreHistory | null
}

/**
 * The captured entries: the newest chunks in memory, older ones on disk, within a budget each. The oldest chunks
 * go first, and are counted.
 */
export class EntryStore {
  readonly #pool = new BlockPool()
  readonly #paths = new Map<number, string>()
  /** `actor\toutcome`; all that there ever were. */
  readonly #steps: string[] = []
  readonly #history: ChunkHistory | null
  #budgetBytes: number
  #pathCount = 0
  #firstPath = 0
  #pathBytes = 0
  readonly #holds = new Map<number, HoldNote>()
  /** Notes of the marked entries. */
  readonly #marks = new Map<number, string>()
  /** Those on disk come first. */
  #chunks: HeldChunk[] = []
  /** Number of the oldest chunk that is held. */
  #firstChunk = 0
  /** How many chunks are on disk. */
  #written = 0
  #memoryBytes = 0
  #lateNoteBytes = 0
  #stored = 0
  #discarded = 0
  #lastDiscardedSeq = 0
  #lost = 0

  /** `notice` is told what the user should know about the disk. */
  constructor({ budgetBytes, history }: EntryStoreOptions, notice: (text: string) => void) {
    this.#budgetBytes = history?.memoryBytes ?? budgetBytes
    const failed = (): void => {
      this.#budgetBytes = budgetBytes
      while (this.#written > 0) this.#discardOldest()
    }
    this.#history = history && new ChunkHistory(history, { notice, failed })
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

  /** When the oldest entry that is held was captured, in milliseconds since the epoch, or 0. */
  get firstAt(): number {
    return this.#chunks[0]?.firstAt ?? 0
  }

  /** Sequence number of the newest entry, or 0. */
  get lastSeq(): number {
    return this.#chunks.at(-1)?.lastSeq ?? 0
  }

  /** Adds a batch, then moves the oldest chunks to disk, or discards them, as far as the budgets ask for it. */
  append(batch: EntryBatch): void {
    for (const path of batch.paths) this.#addPath(path)
    this.#steps.push(...batch.steps)
    this.#lost += batch.lost
    const bytes = readBatch(batch.bytes)
    if (batch.bytes.entries > 0) this.#addEntries(bytes, batch)
    this.#addNotes(bytes)
    this.#addEdited(batch.edited)
    this.#addHolds(batch)
    this.#addFaults(batch.faults)
    this.#makeRoom()
  }

  /** Forgets everything, the counts too, and gives the disk's space back. */
  clear(): void {
    this.#firstChunk += this.#chunks.length
    this.#chunks = []
    this.#written = 0
    this.#memoryBytes = 0
    this.#lateNoteBytes = 0
    this.#holds.clear()
    this.#marks.clear()
    this.#stored = 0
    this.#discarded = 0
    this.#lastDiscardedSeq = 0
    this.#lost = 0
    this.#history?.clear()
  }

  /** Closes the file of what is on disk. */
  close(): void {
    this.#history?.close()
  }

  /** Where the entry of `seq` is, or null where it is not held. */
  find(seq: number): EntryPlace | null {
    const held = this.#heldOf(seq)
    if (!held || seq > held.lastSeq) return null
    const chunk = this.#entriesOf(held)
    if (!chunk) return null
    const index = lastAtMost(chunk.count, seq, (at) => chunk.number(at, field.seq))
    return index >= 0 && chunk.number(index, field.seq) === seq ? { chunk, index } : null
  }

  /** What was done about an entry, '' where nothing is known. */
  whyOf(seq: number): string {
    for (const notes of this.#notesOf(seq)) {
      const lines = notes.find(seq, this.#steps)
      if (lines !== '') return lines
    }
    return ''
  }

  /** Whether a handler changed the entry's body. */
  isEdited(seq: number): boolean {
    return this.#notesOf(seq).some((notes) => notes.isEdited(seq))
  }

  /** What a breakpoint did to the entry, null where it met none. */
  holdOf(seq: number): HoldNote | null {
    return this.#holds.get(seq) ?? null
  }

  /** What faults did to the message of an entry, null where none had anything to do with it. */
  faultsOf({ chunk, index }: EntryPlace): readonly FaultAct[] | null {
    const seq = chunk.number(index, field.seq)
    const late = this.#lateNoteBytes > 0 ? this.#heldOf(seq)?.lateNotes : null
    return late?.faultsOf(seq) ?? chunk.notes.faultsOf(seq)
  }

  /** Marks an entry, with a note or '' for none; null takes the mark away. */
  mark(seq: number, note: string | null): void {
    if (note === null) this.#marks.delete(seq)
    else this.#marks.set(seq, note)
  }

  /** The note of a marked entry, '' for none; null where it is not marked. */
  noteOf(seq: number): string | null {
    return this.#marks.get(seq) ?? null
  }

  /** Moves the cursor past what was discarded and over the ends of chunks; the chunk to read, or null at the end. */
  settle(cursor: EntryCursor): EntryChunk | null {
    for (;;) {
      if (cursor.chunk < this.#firstChunk) {
        cursor.chunk = this.#firstChunk
        cursor.index = 0
      }
      const held = this.#chunks[cursor.chunk - this.#firstChunk]
      if (!held) return null
      if (cursor.index < held.count) {
        const entries = this.#entriesOf(held)
        // What can't be read has just been discarded: the cursor is behind the first chunk then.
        if (entries) return entries
      } else if (held === this.#chunks.at(-1)) {
        // The newest chunk may still grow.
        return null
      } else {
        cursor.chunk += 1
        cursor.index = 0
      }
    }
  }

  /** The chunks that may hold entries that `seq` caused; each is to be read before the next turn. */
  *chunksWithEffectsOf(seq: number): Generator<EntryChunk> {
    for (let number = this.#firstChunk + Math.max(0, this.#indexOf(seq)); ; number += 1) {
      number = Math.max(number, this.#firstChunk)
      const held = this.#chunks[number - this.#firstChunk]
      if (!held) return
      const entries = held.mayHaveEffectsOf(seq) ? this.#entriesOf(held) : null
      if (entries) yield entries
    }
  }

  /**
   * The chunk that may hold `seq` and those before it, the newest first, as long as `mayRead` lets one be read: it is told
   * whether the chunk is in memory. Each is to be read before the next turn.
   */
  *chunksUpTo(seq: number, mayRead: (isInMemory: boolean) => boolean): Generator<EntryChunk> {
    for (let number = this.#firstChunk + this.#indexOf(seq); number >= this.#firstChunk; number -= 1) {
      const held = this.#chunks[number - this.#firstChunk]
      if (!held || !mayRead(held.entries !== null)) return
      const entries = this.#entriesOf(held)
      if (!entries) return
      yield entries
    }
  }

  /** The chunk that may hold `seq` and those behind it; otherwise as `chunksUpTo`. */
  *chunksFrom(seq: number, mayRead: (isInMemory: boolean) => boolean): Generator<EntryChunk> {
    for (let number = this.#firstChunk + Math.max(0, this.#indexOf(seq)); ; number += 1) {
      number = Math.max(number, this.#firstChunk)
      const held = this.#chunks[number - this.#firstChunk]
      if (!held || !mayRead(held.entries !== null)) return
      const entries = this.#entriesOf(held)
      if (!entries) return
      yield entries
    }
  }

  #entriesOf(held: HeldChunk): EntryChunk | null {
    if (held.entries) return held.entries
    return held.place === null ? null : (this.#history?.read(held, held.place) ?? null)
  }

  #heldOf(seq: number): HeldChunk | undefined {
    return this.#chunks[this.#indexOf(seq)]
  }

  /** Index of the chunk that holds `seq` if any does, or -1. */
  #indexOf(seq: number): number {
    return lastAtMost(this.#chunks.length, seq, (index) => this.#chunks[index]?.firstSeq ?? 0)
  }

  #notesOf(seq: number): readonly EntryNotes[] {
    const held = this.#heldOf(seq)
    if (!held) return []
    const notes = this.#entriesOf(held)?.notes
    return [notes, held.lateNotes].filter((one) => one !== null && one !== undefined)
  }

  #addEntries({ numbers, text }: ReadBatch, { binaries, paths }: EntryBatch): void {
    const added = { numbers, text, binaries }
    const newest = this.#chunks.at(-1)
    if (newest?.entries && !newest.entries.isFull) {
      const { entries, count, markers } = newest
      const before = entries.bytes
      entries.extend(added)
      newest.refresh(entries)
      this.#memoryBytes += entries.bytes - before
      this.#stored += newest.count - count - (newest.markers - markers)
    } else {
      const entries = EntryChunk.of(added, this.#paths, this.#pool)
      const number = this.#firstChunk + this.#chunks.length
      this.#chunks.push(new HeldChunk(number, entries, this.#pathCount - paths.length))
      this.#memoryBytes += entries.bytes
      this.#stored += entries.count - entries.markers
    }
  }

  #addPath(path: string): void {
    this.#paths.set(this.#pathCount, path)
    this.#pathBytes += path.length + 64
    this.#pathCount += 1
  }

  /** Notes go to the chunks of their entries; those of one chunk mostly come one behind the other. */
  #addNotes({ notes, noteText }: ReadBatch): void {
    let textStart = 0
    for (let at = 0; at < notes.length; ) {
      const held = this.#heldOf(notes[at + noteField.seq] ?? 0)
      const start = at
      let textEnd = textStart
      do {
        if (notes[at + noteField.step] === noteIsText) textEnd += notes[at + noteField.value] ?? 0
        at += noteFields
      } while (at < notes.length && held !== undefined && isIn(held, notes[at + noteField.seq] ?? 0))
      const text = partOf(noteText, textStart, textEnd)
      textStart = textEnd
      if (held) this.#addTo(held, (those) => those.add(notes.subarray(start, at), text))
    }
  }

  #addEdited(seqs: readonly number[]): void {
    for (const seq of seqs) {
      const held = this.#heldOf(seq)
      if (held) this.#addTo(held, (notes) => notes.addEdited(seq))
    }
  }

  #addHolds({ holds }: EntryBatch): void {
    for (const note of holds) this.#holds.set(note.seq, note)
    for (const seq of this.#holds.keys()) {
      if (this.#holds.size <= maxHolds) break
      this.#holds.delete(seq)
    }
  }

  #addFaults(notes: EntryBatch['faults']): void {
    for (const { seq, acts } of notes) {
      const held = this.#heldOf(seq)
      if (held) this.#addTo(held, (those) => those.addFaults(seq, acts))
    }
  }

  #addTo(held: HeldChunk, add: (notes: EntryNotes) => void): void {
    if (!held.entries && this.#lateNoteBytes > maxLateNoteBytes) return
    const { notes } = held
    const before = notes.bytes
    add(notes)
    if (held.entries) this.#memoryBytes += notes.bytes - before
    else this.#lateNoteBytes += notes.bytes - before
  }

  #makeRoom(): void {
    // The newest chunk stays: a view without its newest entry is of no use.
    while (this.#chunks.length - this.#written > 1 && this.#isOverBudget()) {
      const oldest = this.#chunks[this.#written]
      if (!oldest?.entries) return
      const { entries } = oldest
      const place = this.#history?.write(entries, this.#records) ?? null
      if (place === null) {
        // Memory may hold more now that nothing goes to disk.
        if (!this.#isOverBudget()) return
        // It can't be kept, and a history without its middle would be misleading.
        while (this.#chunks[0] !== oldest) this.#discardOldest()
        this.#discardOldest()
      } else {
        this.#memoryBytes -= entries.bytes
        oldest.place = place
        oldest.entries = null
        this.#written += 1
        entries.release()
      }
      this.#forgetPaths()
    }
  }

  readonly #records = {
    oldest: () => this.#chunks[0]?.place ?? null,
    discardOldest: () => this.#discardOldest(),
  }

  #discardOldest(): void {
    const oldest = this.#chunks.shift()
    if (!oldest) return
    this.#firstChunk += 1
    if (oldest.entries) {
      this.#memoryBytes -= oldest.entries.bytes
      oldest.entries.release()
      oldest.entries = null
    } else this.#written -= 1
    this.#lateNoteBytes -= oldest.lateNotes?.bytes ?? 0
    this.#discarded += oldest.count - oldest.markers
    this.#lastDiscardedSeq = oldest.lastSeq
  }

  #isOverBudget(): boolean {
    return this.#memoryBytes + this.#pathBytes > this.#budgetBytes
  }

  /** A chunk on disk brings its own paths. */
  #forgetPaths(): void {
    const oldestInUse = (this.#chunks[this.#written]?.pathCount ?? 0) - pathWindow
    for (; this.#firstPath < oldestInUse; this.#firstPath += 1) {
      this.#pathBytes -= (this.#paths.get(this.#firstPath)?.length ?? 0) + 64
      this.#paths.delete(this.#firstPath)
    }
  }
}

function isIn(held: HeldChunk, seq: number): boolean {
  return seq >= held.firstSeq && seq <= held.lastSeq
}

/** The texts between two places in UTF-16 units. */
function partOf({ isAscii, bytes }: TextPiece, start: number, end: number): TextPiece {
  const unitBytes = isAscii ? 1 : 2
  return { units: end - start, isAscii, bytes: bytes.subarray(start * unitBytes, end * unitBytes) }
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
