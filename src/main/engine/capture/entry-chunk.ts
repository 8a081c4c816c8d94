import type { Payload } from '../../../shared/model/message'
import { binaryPayload, type EntryBatch, field, fields, longText, noPayload } from './capture-protocol'
import { kindCodes } from './entry-codes'

/** A chunk takes further batches until it holds this many entries, or this many bytes. */
const fullEntries = 1024
const fullBytes = 1024 * 1024
/** What an entry costs besides its payload: its numbers and its place in a view. */
const entryBytes = fields * 8 + 16
/** What a chunk costs by itself. */
const chunkBytes = 512

/** A leading U+FEFF is part of a message. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * A run of entries, kept as they came: their numbers side by side, all their short texts in one string. A
 * payload is cut out when somebody asks for it, so that taking in a batch costs next to nothing per entry.
 */
export class EntryChunk {
  readonly #paths: ReadonlyMap<number, string>
  #numbers: Float64Array
  #text: string
  readonly #binaries: Uint8Array[]
  /** Where each entry's text, or which of the binaries, starts; reckoned as far as it was asked for. */
  readonly #starts: number[] = []
  #nextText = 0
  #nextBinary = 0
  #count: number
  #markers = 0
  #bytes = chunkBytes

  /** `paths` is the shared table that the entries' numbers refer to. */
  constructor(batch: EntryBatch, paths: ReadonlyMap<number, string>) {
    this.#paths = paths
    this.#numbers = batch.numbers
    this.#text = batch.text
    this.#binaries = [...batch.binaries]
    this.#count = batch.numbers.length / fields
    this.#charge(batch)
    this.#countMarkers(0)
  }

  get count(): number {
    return this.#count
  }

  /** Rows that only tell of a gap: nothing that was captured. */
  get markers(): number {
    return this.#markers
  }

  get bytes(): number {
    return this.#bytes
  }

  get firstSeq(): number {
    return this.number(0, field.seq)
  }

  get lastSeq(): number {
    return this.number(this.#count - 1, field.seq)
  }

  /** Whether it takes no further batches. */
  get isFull(): boolean {
    return this.#count >= fullEntries || this.#bytes >= fullBytes
  }

  /** Adds a batch behind what it holds. */
  extend(batch: EntryBatch): void {
    const before = this.#count
    const count = before + batch.numbers.length / fields
    if (count * fields > this.#numbers.length) {
      const larger = new Float64Array(Math.max(count, this.#count * 2) * fields)
      larger.set(this.#numbers.subarray(0, before * fields))
      this.#numbers = larger
    }
    this.#numbers.set(batch.numbers, before * fields)
    this.#text += batch.text
    for (const binary of batch.binaries) this.#binaries.push(binary)
    this.#count = count
    this.#charge(batch)
    this.#countMarkers(before)
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
    if (coded === binaryPayload) return this.#binaries[start] ?? null
    if (coded === longText) return utf8.decode(this.#binaries[start])
    return this.#text.slice(start, start + coded)
  }

  /** The payload for a preview: of a long text only a part, with its first `units` UTF-16 units. */
  payloadStart(index: number, units: number): Payload | null {
    if (this.number(index, field.payload) !== longText) return this.payload(index)
    this.#reckonStarts(index)
    // No UTF-16 unit takes more than three bytes; a character that the cut falls into comes behind them.
    return utf8.decode(this.#binaries[this.#starts[index] ?? 0]?.subarray(0, units * 3 + 3))
  }

  /** Bytes of the payload. */
  payloadBytes(index: number): number {
    const coded = this.number(index, field.payload)
    if (isAmongBinaries(coded)) return this.payloadLength(index)
    const payload = this.payload(index)
    return payload === null ? 0 : Buffer.byteLength(payload)
  }

  /** UTF-16 units or bytes of the payload, without touching it. */
  payloadLength(index: number): number {
    const coded = this.number(index, field.payload)
    if (!isAmongBinaries(coded)) return Math.max(0, coded)
    this.#reckonStarts(index)
    return this.#binaries[this.#starts[index] ?? 0]?.byteLength ?? 0
  }

  #reckonStarts(upTo: number): void {
    for (let index = this.#starts.length; index <= upTo; index += 1) {
      const coded = this.number(index, field.payload)
      if (isAmongBinaries(coded)) {
        this.#starts.push(this.#nextBinary)
        this.#nextBinary += 1
      } else {
        this.#starts.push(this.#nextText)
        this.#nextText += Math.max(0, coded)
      }
    }
  }

  #charge(batch: EntryBatch): void {
    this.#bytes += (batch.numbers.length / fields) * entryBytes
    // Text beyond ASCII is held with two bytes a unit, or might be.
    const isPlain = Buffer.byteLength(batch.text) === batch.text.length
    this.#bytes += isPlain ? batch.text.length : batch.text.length * 2
    for (const binary of batch.binaries) this.#bytes += binary.byteLength + 128
  }

  #countMarkers(from: number): void {
    for (let index = from; index < this.#count; index += 1) {
      if (this.number(index, field.kind) === kindCodes.discarded) this.#markers += 1
    }
  }
}

function isAmongBinaries(coded: number): boolean {
  return coded === binaryPayload || coded === longText
}
