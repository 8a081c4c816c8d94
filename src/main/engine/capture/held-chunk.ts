import { field } from './capture-protocol'
import type { EntryChunk } from './entry-chunk'
import { EntryNotes } from './entry-notes'
import type { RecordPlace } from './history-file'

/** What the store knows of a chunk without reading it, wherever its entries are. */
export class HeldChunk {
  /** Counts all chunks that ever were. */
  readonly number: number
  readonly firstSeq: number
  /** When the first entry was captured, in milliseconds since the epoch. */
  readonly firstAt: number
  /** Size of the table of paths when the chunk was begun. */
  readonly pathCount: number
  /** The entries, or null when they are on disk only. */
  entries: EntryChunk | null
  /** Where they are on disk, or null. */
  place: RecordPlace | null = null
  /** Notes that came after the chunk had been written. */
  lateNotes: EntryNotes | null = null
  lastSeq = 0
  count = 0
  /** Rows that only tell of a gap. */
  markers = 0
  #lowestCause = 0
  #highestCause = 0

  constructor(number: number, entries: EntryChunk, pathCount: number) {
    this.number = number
    this.entries = entries
    this.pathCount = pathCount
    this.firstSeq = entries.firstSeq
    this.firstAt = entries.number(0, field.at)
    this.refresh(entries)
  }

  /** Takes over the figures of the entries, which have grown. */
  refresh(entries: EntryChunk): void {
    this.lastSeq = entries.lastSeq
    this.count = entries.count
    this.markers = entries.markers
    this.#lowestCause = entries.lowestCause
    this.#highestCause = entries.highestCause
  }

  /** Whether an entry of it may have been caused by `seq`. */
  mayHaveEffectsOf(seq: number): boolean {
    return seq >= this.#lowestCause && seq <= this.#highestCause
  }

  /** Where notes about its entries go. */
  get notes(): EntryNotes {
    if (this.entries) return this.entries.notes
    this.lateNotes ??= new EntryNotes()
    return this.lateNotes
  }
}
