import { deserialize, serialize } from 'node:v8'
import { type BinaryBody, EntryChunk } from './entry-chunk'
import { EntryNotes, type EntryNotesData } from './entry-notes'
import type { FileRecord } from './history-file'
import { type TextPiece, TextRun } from './text-run'

/** Bytes before a record's numbers: how long its description is; numbers stand at a multiple of 8. */
const prefixBytes = 8

/**
 * What is read of a record as a whole is written as it is in memory: numbers, numbers of notes, texts, texts of notes. Behind
 * them this description says how to cut them apart.
 */
interface Description extends Pick<EntryNotesData, 'edited' | 'faults'> {
  readonly numbers: number
  readonly noteNumbers: number
  readonly texts: readonly PieceShape[]
  readonly noteTexts: readonly PieceShape[]
  readonly paths: readonly (readonly [number, string])[]
  readonly bodyBytes: readonly number[]
}

type PieceShape = Pick<TextPiece, 'units' | 'isAscii'>

/** Reads `bytes` bytes of a record's bodies, from `offset` behind its head on. */
export type ReadBody = (offset: number, bytes: number) => Uint8Array

/** The record of a chunk, with long and binary bodies to be read one by one; valid as long as the chunk does not change. */
export function encodeChunk(chunk: EntryChunk): FileRecord {
  const { numbers, texts, binaries } = chunk.contents
  const notes = chunk.notes.data
  const bodies = binaries.map((body) => (body instanceof Uint8Array ? body : body.read(body.byteLength)))
  const pieces = texts.pieces
  const description: Description = {
    numbers: numbers.length,
    noteNumbers: notes.numbers.length,
    texts: pieces.map(shapeOf),
    noteTexts: notes.texts.map(shapeOf),
    paths: chunk.ownPaths(),
    edited: notes.edited,
    faults: notes.faults,
    bodyBytes: bodies.map((body) => body.byteLength),
  }
  const described = serialize(description)
  const prefix = new Uint8Array(new Float64Array([described.byteLength]).buffer)
  const runs = [...pieces, ...notes.texts].map(({ bytes }) => bytes)
  return { head: [prefix, bytesOf(numbers), bytesOf(notes.numbers), ...runs, described], bodies }
}

/** The chunk of a record's head, as it was read into a buffer of its own; its bodies are read when somebody asks for them. */
export function decodeChunk(head: Uint8Array, readBody: ReadBody): EntryChunk {
  const [describedBytes = 0] = new Float64Array(head.buffer, head.byteOffset, 1)
  // Only `encodeChunk` writes these records, in this very process.
  const description = deserialize(head.subarray(head.byteLength - describedBytes)) as Description
  const cut = new Cutter(head, prefixBytes)
  const numbers = cut.numbers(description.numbers)
  const noteNumbers = cut.numbers(description.noteNumbers)
  const texts = description.texts.map((shape) => cut.text(shape))
  const noteTexts = description.noteTexts.map((shape) => cut.text(shape))
  let offset = 0
  const binaries = description.bodyBytes.map((byteLength): BinaryBody => {
    const start = offset
    offset += byteLength
    return { byteLength, read: (bytes) => readBody(start, Math.min(bytes, byteLength)) }
  })
  const contents = { numbers, texts: new TextRun(undefined, texts), binaries }
  const { edited, faults } = description
  const notes = new EntryNotes(undefined, { numbers: noteNumbers, texts: noteTexts, edited, faults })
  return new EntryChunk(contents, new Map(description.paths), notes)
}

/** Cuts one part of a record's head after the other, without copying. */
class Cutter {
  constructor(
    private readonly head: Uint8Array,
    private offset: number,
  ) {}

  numbers(count: number): Float64Array {
    const numbers = new Float64Array(this.head.buffer, this.head.byteOffset + this.offset, count)
    this.offset += numbers.byteLength
    return numbers
  }

  text({ units, isAscii }: PieceShape): TextPiece {
    const start = this.offset
    this.offset += isAscii ? units : units * 2
    return { units, isAscii, bytes: this.head.subarray(start, this.offset) }
  }
}

function shapeOf({ units, isAscii }: TextPiece): PieceShape {
  return { units, isAscii }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
