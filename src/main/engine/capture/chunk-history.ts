import { messageOf } from '../../../shared/errors'
import { decodeChunk, encodeChunk } from './chunk-record'
import type { EntryChunk } from './entry-chunk'
import type { HeldChunk } from './held-chunk'
import { type Disk, type HeldRecords, HistoryFile, type RecordPlace } from './history-file'

/** Chunks from disk that are kept decoded: a screen of rows and the messages that caused them. */
const decodedChunks = 12

export interface ChunkHistoryOptions {
  /** Path of the session's file; nothing may be there yet. */
  readonly file: string
  /** Most bytes that the file may take. */
  readonly diskBytes: number
  readonly disk?: Disk
}

export interface ChunkHistoryEvents {
  /** Something the user should know of. */
  notice(text: string): void
  /** The file can't be used any more: what was in it is lost. */
  failed(): void
}

/** Chunks on disk: written once, decoded when somebody asks for them. */
export class ChunkHistory {
  readonly #options: ChunkHistoryOptions
  readonly #events: ChunkHistoryEvents
  readonly #file: HistoryFile
  /** By number, the one used last at the end. */
  readonly #decoded = new Map<number, EntryChunk>()
  #failed = false

  constructor(options: ChunkHistoryOptions, events: ChunkHistoryEvents) {
    this.#options = options
    this.#events = events
    this.#file = new HistoryFile(options.file, options.diskBytes, options.disk)
  }

  /** Most bytes that the file may take. */
  get capacityBytes(): number {
    return this.#file.capacityBytes
  }

  /** Writes a chunk; null where it does not fit or the file can't be used. Makes room among `held`. */
  write(entries: EntryChunk, held: HeldRecords): RecordPlace | null {
    if (this.#failed) return null
    const wasFull = this.#file.diskIsFull
    try {
      const place = this.#file.write(encodeChunk(entries), held)
      if (this.#file.diskIsFull && !wasFull) this.#events.notice(diskFullNotice(this.capacityBytes))
      return place
    } catch (error) {
      this.#fail(error)
      return null
    }
  }

  /** The entries of a chunk that is on disk, or null where they can't be read. */
  read(held: HeldChunk, { offset, headBytes }: RecordPlace): EntryChunk | null {
    const known = this.#decoded.get(held.number)
    this.#decoded.delete(held.number)
    const entries = known ?? this.#decode(offset, headBytes)
    if (entries === null) return null
    this.#decoded.set(held.number, entries)
    for (const oldest of this.#decoded.keys()) {
      if (this.#decoded.size <= decodedChunks) break
      this.#decoded.delete(oldest)
    }
    return entries
  }

  /** Forgets everything and gives the space back. */
  clear(): void {
    this.#decoded.clear()
    try {
      this.#file.clear()
    } catch (error) {
      this.#fail(error)
    }
  }

  close(): void {
    this.#decoded.clear()
    this.#file.close()
  }

  #decode(offset: number, headBytes: number): EntryChunk | null {
    if (this.#failed) return null
    try {
      const bodies = offset + headBytes
      return decodeChunk(this.#file.read(offset, headBytes), (start, bytes) =>
        this.#readBody(bodies + start, bytes),
      )
    } catch (error) {
      this.#fail(error)
      return null
    }
  }

  #readBody(offset: number, bytes: number): Uint8Array {
    if (this.#failed) return new Uint8Array()
    try {
      return this.#file.read(offset, bytes)
    } catch (error) {
      this.#fail(error)
      return new Uint8Array()
    }
  }

  #fail(error: unknown): void {
    if (this.#failed) return
    this.#failed = true
    try {
      // Its space is what a full disk needs most.
      this.#file.clear()
      this.#file.close()
    } catch {
      // The failure that made the file useless is the one to tell.
    }
    this.#events.notice(
      `The traffic history can't be kept on disk (${this.#options.file}: ${messageOf(error)}). ` +
        'It goes on in memory, and older entries are discarded sooner.',
    )
    this.#events.failed()
  }
}

function diskFullNotice(bytes: number): string {
  const megabytes = Math.round(bytes / (1024 * 1024)).toLocaleString('en-US')
  return `The disk is full: the traffic history stays at ${megabytes} MB, and older entries are discarded sooner.`
}
