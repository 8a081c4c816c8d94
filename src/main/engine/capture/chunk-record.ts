import { deserialize, serialize } from 'node:v8'
import { type BinaryBody, EntryChunk } from './entry-chunk'
import { EntryNotes, type EntryNotesData } from './entry-notes'
import { type TextPiece, TextRun } from './text-run'

/** The first part of a chunk's record: everything but the bodies that stand behind it, in order. */
interface RecordHead {
  readonly numbers: Float64Array
  readonly texts: readonly TextPiece[]
  readonly paths: readonly (readonly [number, string])[]
  readonly notes: EntryNotesData
  readonly bodyBytes: readonly number[]
}

/** Reads `bytes` bytes of a record's bodies, from `offset` behind its head on. */
export type ReadBody = (offset: number, bytes: number) => Uint8Array

/** A chunk as the parts of a record: what is read as a whole, then long and binary bodies. */
export function encodeChunk(chunk: EntryChunk): readonly [Uint8Array, ...Uint8Array[]] {
  const { numbers, texts, binaries } = chunk.contents
  const bodies = binaries.map((body) => (body instanceof Uint8Array ? body : body.read(body.byteLength)))
  const head: RecordHead = {
    numbers,
    texts: texts.pieces,
    paths: chunk.ownPaths(),
    notes: chunk.notes.data,
    bodyBytes: bodies.map((body) => body.byteLength),
  }
  return [serialize(head), ...bodies]
}

/** The chunk of a record's head; its bodies are read when somebody asks for them. */
export function decodeChunk(head: Uint8Array, readBody: ReadBody): EntryChunk {
  // Only `encodeChunk` writes these records, in this very process.
  const { numbers, texts, paths, notes, bodyBytes } = deserialize(head) as RecordHead
  let offset = 0
  const binaries = bodyBytes.map((byteLength): BinaryBody => {
    const start = offset
    offset += byteLength
    return { byteLength, read: (bytes) => readBody(start, Math.min(bytes, byteLength)) }
  })
  const contents = { numbers, texts: new TextRun(texts), binaries }
  return new EntryChunk(contents, new Map(paths), new EntryNotes(notes))
}
