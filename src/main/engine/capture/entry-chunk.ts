import type { Payload } from '../../../shared/model/message'
import { BlockPool } from './block-pool'
import { binaryPayload, field, fields, longText, noPayload, repeatedUnits } from './capture-protocol'
import { kindCodes } from './entry-codes'
import { EntryNotes } from './entry-notes'
import { type TextPiece, TextRun } from './text-run'

/** A chunk takes further batches until it holds this many entries, or this many bytes. */
const fullEntries = 1024
const fullBytes = 1024 * 1024
/** What an entry costs besides its payload and its numbers: its place in a view. */
const entryBytes = 16
/** What a chunk costs by itself. */
const chunkBytes = 512

/** A leading U+FEFF is part of a message. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** A body on disk: `read` gives its first `bytes` bytes. */
interface StoredBody {
  readonly byteLength: number
  read(bytes: number): Uint8Array
}

/** A body that is not part of a chunk's text: in memory, or read when somebody asks for it. */
export type BinaryBody = Uint8Array | StoredBody

/** Entries side by side, as a batch brings them; bodies are kept, the rest is copied. */
export interface NewEntries {
  readonly numbers: Float64Array
  /** All short texts, in the order of their entries. */
  readonly text: TextPiece
  /** Bodies of binary messages and long texts, in the order of their entries. */
  readonly binaries: readonly BinaryBody[]
}

/** Entries side by side, as a chunk holds them. */
export interface ChunkContents {
  readonly numbers: Float64Array
  /** All short texts, in the order of their entries. */
  readonly texts: TextRun
  /** Bodies of binary messages and long texts, in the order of their entries. */
  readonly binaries: readonly BinaryBody[]
}

/**
 * A run of entries, kept as they came: their numbers side by side, their short texts one behind the other. A
 * payload is cut out when somebody asks for it, so that taking in a batch costs next to nothing per entry.
 */
export class EntryChunk {
  readonly notes: EntryNotes
  readonly #pool: BlockPool
  readonly #paths: ReadonlyMap<number, string>
  #numbers: Float64Array
  readonly #texts: TextRun
  readonly #binaries: BinaryBody[]
  /** Where each entry's text, or which of the binaries, starts; reckoned as far as it was asked for. */
  readonly #starts: number[] = []
  #nextText = 0
  #nextBinary = 0
  #count: number
  #markers = 0
  #lowestCause = Number.POSITIVE_INFINITY
  #highestCause = 0
  #bytes = chunkBytes

  /** `paths` is the table that the entries' numbers refer to, `pool` where memory for more of them comes from. */
  constructor(
    contents: ChunkContents,
    paths: ReadonlyMap<number, string>,
    notes: EntryNotes,
    pool = new BlockPool(),
  ) {
    this.notes = notes
    this.#pool = pool
    this.#paths = paths
    this.#numbers = contents.numbers
    this.#texts = contents.texts
    this.#binaries = [...contents.binaries]
    this.#count = contents.numbers.length / fields
    this.#charge(this.#count, contents.binaries)
    this.#survey(0)
  }

  /** A chunk that begins with a batch. */
  static of(entries: NewEntries, paths: ReadonlyMap<number, string>, pool: BlockPool): EntryChunk {
    const nothing = { numbers: new Float64Array(0), texts: new TextRun(pool), binaries: [] }
    const chunk = new EntryChunk(nothing, paths, new EntryNotes(pool), pool)
    chunk.extend(entries)
    return chunk
  }

  /** Everything it holds but paths and notes. */
  get contents(): ChunkContents {
    const numbers = this.#numbers.subarray(0, this.#count * fields)
    return { numbers, texts: this.#texts, binaries: this.#binaries }
  }

  get count(): number {
    return this.#count
  }

  /** Rows that only tell of a gap: nothing that was captured. */
  get markers(): number {
    return this.#markers
  }

  /** About what it costs in memory, notes included. */
  get bytes(): number {
    return this.#bytes + this.#numbers.byteLength + this.#texts.bytes + this.notes.bytes
  }

  /** Lowest of its entries' causes, Infinity where none has one. */
  get lowestCause(): number {
    return this.#lowestCause
  }

  get highestCause(): number {
    return this.#highestCause
  }

  get firstSeq(): number {
    return this.number(0, field.seq)
  }

  get lastSeq(): number {
    return this.number(this.#count - 1, field.seq)
  }

  /** Whether it takes no further batches. */
  get isFull(): boolean {
    return this.#count >= fullEntries || this.bytes >= fullBytes
  }

  /** Adds a batch behind what it holds. */
  extend({ numbers, text, binaries }: NewEntries): void {
    const before = this.#count
    const count = before + numbers.length / fields
    if (count * fields > this.#numbers.length) this.#grow(count)
    this.#numbers.set(numbers, before * fields)
    this.#texts.append(text)
    for (const binary of binaries) this.#binaries.push(binary)
    this.#count = count
    this.#charge(count - before, binaries)
    this.#survey(before)
  }

  /** Gives its memory back: it is empty then. Only for a chunk that a batch began. */
  release(): void {
    this.#giveBackNumbers()
    this.#numbers = new Float64Array(0)
    this.#count = 0
    this.#texts.release()
    this.notes.release()
  }

  /** One number of an entry; `name` is one of `field`. */
  number(index: number, name: number): number {
    return this.#numbers[index * fields + name] ?? 0
  }

  path(index: number): string {
    return this.#paths.get(this.number(index, field.path)) ?? ''
  }

  payload(index: number): Payload | null {
    const coded = this.number(index, field.payload)
    if (coded === noPayload) return null
    this.#reckonStarts(index)
    const start = this.#starts[index] ?? 0
    if (coded === binaryPayload) return this.#bodyStart(start, Number.POSITIVE_INFINITY)
    if (coded === longText) return utf8.decode(this.#bodyStart(start, Number.POSITIVE_INFINITY))
    return this.#texts.slice(start, start + unitsOf(coded))
  }

  /** The payload for a preview: of a long one only a part, with its first `units` bytes or UTF-16 units. */
  payloadStart(index: number, units: number): Payload | null {
    const coded = this.number(index, field.payload)
    if (!isAmongBinaries(coded)) return this.payload(index)
    this.#reckonStarts(index)
    const body = this.#starts[index] ?? 0
    // No UTF-16 unit takes more than three bytes; a character that the cut falls into comes behind them.
    return coded === longText
      ? utf8.decode(this.#bodyStart(body, units * 3 + 3))
      : this.#bodyStart(body, units)
  }

  /** The paths that its entries refer to, by their numbers. */
  ownPaths(): readonly (readonly [number, string])[] {
    const numbers = new Set<number>()
    let latest = -1
    for (let index = 0; index < this.#count; index += 1) {
      const path = this.number(index, field.path)
      // Those of one path mostly come one behind the other.
      if (path !== latest) numbers.add(path)
      latest = path
    }
    return [...numbers].map((number) => [number, this.#paths.get(number) ?? ''] as const)
  }

  /** Bytes of the payload. */
  payloadBytes(index: number): number {
    const coded = this.number(index, field.payload)
    if (isAmongBinaries(coded)) return this.payloadLength(index)
    if (coded === noPayload) return 0
    this.#reckonStarts(index)
    const start = this.#starts[index] ?? 0
    return this.#texts.byteLength(start, start + unitsOf(coded))
  }

  /** UTF-16 units or bytes of the payload, without touching it. */
  payloadLength(index: number): number {
    const coded = this.number(index, field.payload)
    if (!isAmongBinaries(coded)) return unitsOf(coded)
    this.#reckonStarts(index)
    return this.#binaries[this.#starts[index] ?? 0]?.byteLength ?? 0
  }

  #reckonStarts(upTo: number): void {
    for (let index = this.#starts.length; index <= upTo; index += 1) {
      const coded = this.number(index, field.payload)
      if (isAmongBinaries(coded)) {
        this.#starts.push(this.#nextBinary)
        this.#nextBinary += 1
      } else if (coded <= repeatedUnits) {
        this.#starts.push(this.#nextText - unitsOf(coded))
      } else {
        this.#starts.push(this.#nextText)
        this.#nextText += unitsOf(coded)
      }
    }
  }

  #bodyStart(body: number, bytes: number): Uint8Array {
    const found = this.#binaries[body]
    if (found === undefined) return new Uint8Array()
    if (found.byteLength <= bytes) return found instanceof Uint8Array ? found : found.read(found.byteLength)
    return found instanceof Uint8Array ? found.subarray(0, bytes) : found.read(bytes)
  }

  #grow(count: number): void {
    const larger = new Float64Array(this.#pool.take(count * fields * 8))
    larger.set(this.#numbers.subarray(0, this.#count * fields))
    this.#giveBackNumbers()
    this.#numbers = larger
  }

  #giveBackNumbers(): void {
    // A block of the pool is an ordinary buffer; empty arrays never came from it.
    if (this.#numbers.length > 0) this.#pool.giveBack(this.#numbers.buffer as ArrayBuffer)
  }

  #charge(entries: number, binaries: readonly BinaryBody[]): void {
    this.#bytes += entries * entryBytes
    for (const binary of binaries) this.#bytes += binary.byteLength + 128
  }

  #survey(from: number): void {
    for (let index = from; index < this.#count; index += 1) {
      if (this.number(index, field.kind) === kindCodes.discarded) this.#markers += 1
      const cause = this.number(index, field.cause)
      if (cause === 0) continue
      if (cause < this.#lowestCause) this.#lowestCause = cause
      if (cause > this.#highestCause) this.#highestCause = cause
    }
  }
}

/** UTF-16 units of a short text, 0 where there is none. */
function unitsOf(coded: number): number {
  if (coded <= repeatedUnits) return repeatedUnits - coded
  return Math.max(0, coded)
}

function isAmongBinaries(coded: number): boolean {
  return coded === binaryPayload || coded === longText
}
