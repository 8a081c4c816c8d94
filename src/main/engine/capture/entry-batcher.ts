import type { Payload } from '../../../shared/model/message'
import { packBinaries } from '../binary-pack'
import { type PlaceFor, writeBatch } from './batch-bytes'
import {
  binaryPayload,
  type EntryBatch,
  type FaultNote,
  fields,
  type HoldNote,
  longText,
  longTextLength,
  noPayload,
  noteFields,
  noteIsText,
  repeatedUnits,
} from './capture-protocol'

/** An entry's numbers, as `field` orders them, without the path and the payload. */
export interface EntryNumbers {
  seq: number
  at: number
  kind: number
  direction: number
  origin: number
  connection: number
  code: number
  cause: number
}

const initialEntries = 256
/** Overhead charged per entry, for the limit on what is under way. */
const entryBytes = fields * 8
const noteBytes = noteFields * 8
/** About what a note of a breakpoint or of faults costs. */
const markBytes = 160
/** Paths in the table before it starts anew: a client may make up a path per connection. */
const maxPaths = 10_000
/** Steps in the table; handlers do not do more different things, unless they make up their own words. */
const maxSteps = 4096

/** Gathers entries and notes into one batch after the other. */
export class EntryBatcher {
  #numbers = new Float64Array(initialEntries * fields)
  #count = 0
  #text = ''
  /** The last short text, null before there is one. */
  #latestText: string | null = null
  #binaries: Uint8Array[] = []
  /** Which of them are not handed over. */
  #packed: number[] = []
  #handedOver: ArrayBuffer[] = []
  #paths = new Map<string, number>()
  #pathCount = 0
  /** The one looked up last: entries of one path mostly come one behind the other. */
  #latestPath: { readonly path: string; readonly index: number } | null = null
  #newPaths: string[] = []
  readonly #steps = new Map<string, number>()
  #newSteps: string[] = []
  /** The one looked up last: the same handler mostly does the same. */
  #latestStep = ''
  #latestStepNumber: number = noteIsText
  #notes = new Float64Array(initialEntries * noteFields)
  #noteCount = 0
  #noteText = ''
  #edited: number[] = []
  #holds: HoldNote[] = []
  #faults: FaultNote[] = []
  #memberships: (string | number)[] = []
  #bytes = 0

  get isEmpty(): boolean {
    return (
      this.#count === 0 &&
      this.#noteCount === 0 &&
      this.#edited.length === 0 &&
      this.#holds.length === 0 &&
      this.#faults.length === 0 &&
      this.#memberships.length === 0
    )
  }

  /** Entries in the batch. */
  get count(): number {
    return this.#count
  }

  /** About what the batch costs in memory. */
  get bytes(): number {
    return this.#bytes
  }

  /** Adds an entry; `payload` null where it has none. `isRepeated`: one before it most likely had the same. */
  add(entry: Readonly<EntryNumbers>, path: string, payload: Payload | null, isRepeated = false): void {
    const offset = this.#count * fields
    if (offset === this.#numbers.length) this.#numbers = larger(this.#numbers)
    const numbers = this.#numbers
    numbers[offset] = entry.seq
    numbers[offset + 1] = entry.at
    numbers[offset + 2] = entry.kind
    numbers[offset + 3] = entry.direction
    numbers[offset + 4] = entry.origin
    numbers[offset + 5] = entry.connection
    numbers[offset + 6] = this.#pathIndex(path)
    numbers[offset + 7] = entry.code
    numbers[offset + 8] = entry.cause
    numbers[offset + 9] = isRepeated ? this.#repeatPayload(payload) : this.#addPayload(payload)
    this.#count += 1
    this.#bytes += entryBytes
  }

  /** Adds the steps of what was done about an entry. */
  why(seq: number, lines: string): void {
    this.#addNote(seq, noteIsText, lines.length)
    this.#noteText += lines
    this.#bytes += lines.length
  }

  /** Adds the only step of what was done about an entry, `actor\toutcome`, and how long it took. */
  step(seq: number, step: string, durationMs: number): void {
    if (step !== this.#latestStep) {
      const number = this.#steps.get(step) ?? this.#addStep(step)
      if (number === null) {
        this.why(seq, `${step}\t${durationMs}`)
        return
      }
      this.#latestStep = step
      this.#latestStepNumber = number
    }
    this.#addNote(seq, this.#latestStepNumber, durationMs)
  }

  edited(seq: number): void {
    this.#edited.push(seq)
  }

  hold(note: HoldNote): void {
    this.#holds.push(note)
    this.#bytes += markBytes
  }

  fault(note: FaultNote): void {
    this.#faults.push(note)
    this.#bytes += markBytes
  }

  membership(room: string, connection: number, joined: boolean): void {
    this.#memberships.push(room, connection, joined ? 1 : 0)
    this.#bytes += 32
  }

  /** What was gathered, as batch number `batch`, its bytes where `placeFor` says; starts the next one. */
  take(batch: number, lost: number, placeFor: PlaceFor = newBuffer): EntryBatch {
    packBinaries(this.#binaries, this.#packed)
    const contents = {
      numbers: this.#numbers.subarray(0, this.#count * fields),
      notes: this.#notes.subarray(0, this.#noteCount * noteFields),
      text: this.#text,
      noteText: this.#noteText,
    }
    const bytes = writeBatch(contents, placeFor)
    if (bytes.buffer instanceof ArrayBuffer) this.#handedOver.push(bytes.buffer)
    const taken: EntryBatch = {
      type: 'entries',
      batch,
      bytes,
      binaries: this.#binaries,
      handedOver: this.#handedOver,
      paths: this.#newPaths,
      steps: this.#newSteps,
      edited: this.#edited,
      holds: this.#holds,
      faults: this.#faults,
      memberships: this.#memberships,
      lost,
    }
    this.#startAnew()
    return taken
  }

  /** For a new worker: its tables of paths and steps are empty, and what was gathered refers to the former ones. */
  forgetAll(): void {
    this.#startAnew()
    this.#latestPath = null
    this.#paths.clear()
    this.#pathCount = 0
    this.#latestStep = ''
    this.#steps.clear()
  }

  #addNote(seq: number, step: number, value: number): void {
    const offset = this.#noteCount * noteFields
    if (offset === this.#notes.length) this.#notes = larger(this.#notes)
    this.#notes[offset] = seq
    this.#notes[offset + 1] = step
    this.#notes[offset + 2] = value
    this.#noteCount += 1
    this.#bytes += noteBytes
  }

  /** Null where the table is full. */
  #addStep(step: string): number | null {
    if (this.#steps.size >= maxSteps) return null
    const number = this.#steps.size
    this.#steps.set(step, number)
    this.#newSteps.push(step)
    return number
  }

  #addPayload(payload: Payload | null): number {
    if (payload === null) return noPayload
    if (typeof payload === 'string') {
      if (payload.length >= longTextLength) return this.#addLongText(payload)
      this.#text += payload
      this.#latestText = payload
      this.#bytes += payload.length
      return payload.length
    }
    this.#packed.push(this.#binaries.push(payload) - 1)
    this.#bytes += payload.byteLength
    return binaryPayload
  }

  /** A batch has to make sense by itself: the first entry of one brings its text along. */
  #repeatPayload(payload: Payload | null): number {
    const isThere = typeof payload === 'string' && payload === this.#latestText
    return isThere ? repeatedUnits - payload.length : this.#addPayload(payload)
  }

  #addLongText(text: string): number {
    const bytes = new TextEncoder().encode(text)
    this.#binaries.push(bytes)
    this.#handedOver.push(bytes.buffer)
    this.#bytes += bytes.byteLength
    return longText
  }

  #pathIndex(path: string): number {
    if (this.#latestPath?.path === path) return this.#latestPath.index
    const index = this.#paths.get(path) ?? this.#addPath(path)
    this.#latestPath = { path, index }
    return index
  }

  #addPath(path: string): number {
    if (this.#paths.size >= maxPaths) this.#paths.clear()
    const index = this.#pathCount
    this.#pathCount += 1
    this.#paths.set(path, index)
    this.#newPaths.push(path)
    return index
  }

  #startAnew(): void {
    this.#count = 0
    this.#text = ''
    this.#latestText = null
    this.#binaries = []
    this.#packed = []
    this.#handedOver = []
    this.#newPaths = []
    this.#newSteps = []
    this.#noteCount = 0
    this.#noteText = ''
    this.#edited = []
    this.#holds = []
    this.#faults = []
    this.#memberships = []
    this.#bytes = 0
  }
}

function larger(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const twice = new Float64Array(numbers.length * 2)
  twice.set(numbers)
  return twice
}

function newBuffer(bytes: number): ReturnType<PlaceFor> {
  return { buffer: new ArrayBuffer(bytes), offset: 0 }
}
