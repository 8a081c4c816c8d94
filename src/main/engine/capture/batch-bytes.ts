import { fields, noteFields } from './capture-protocol'
import type { TextPiece } from './text-run'

/** What of a batch is bytes, as `writeBatch` puts them side by side. */
export interface BatchContents {
  /** `fields` per entry. */
  readonly numbers: Float64Array
  /** `noteFields` per note. */
  readonly notes: Float64Array
  /** All short texts, in the order of their entries. */
  readonly text: string
  /** The texts of the notes, one behind the other. */
  readonly noteText: string
}

/** Where those bytes are and how to read them. */
export interface BatchBytes {
  /** Memory that both threads see, or a buffer that is handed over. */
  readonly buffer: ArrayBuffer | SharedArrayBuffer
  readonly offset: number
  readonly entries: number
  readonly notes: number
  readonly text: TextShape
  readonly noteText: TextShape
}

interface TextShape {
  readonly units: number
  readonly isAscii: boolean
}

/** The bytes of a batch where they are: whoever keeps them copies them. */
export interface ReadBatch {
  readonly numbers: Float64Array
  readonly notes: Float64Array
  readonly text: TextPiece
  readonly noteText: TextPiece
}

/** Gives memory for so many bytes, at an offset that is a multiple of 8. */
export type PlaceFor = (bytes: number) => { readonly buffer: BatchBytes['buffer']; readonly offset: number }

/** Numbers first, for their alignment; texts take a byte a unit where all of them are ASCII. */
export function writeBatch(
  { numbers, notes, text, noteText }: BatchContents,
  placeFor: PlaceFor,
): BatchBytes {
  const shapes = { text: shapeOf(text), noteText: shapeOf(noteText) }
  const textStart = numbers.byteLength + notes.byteLength
  const noteStart = textStart + bytesOf(shapes.text)
  const { buffer, offset } = placeFor(noteStart + bytesOf(shapes.noteText))
  new Float64Array(buffer, offset, numbers.length).set(numbers)
  new Float64Array(buffer, offset + numbers.byteLength, notes.length).set(notes)
  writeText(text, shapes.text, buffer, offset + textStart)
  writeText(noteText, shapes.noteText, buffer, offset + noteStart)
  return { buffer, offset, entries: numbers.length / fields, notes: notes.length / noteFields, ...shapes }
}

export function readBatch({ buffer, offset, entries, notes, text, noteText }: BatchBytes): ReadBatch {
  const numbers = new Float64Array(buffer, offset, entries * fields)
  const noteNumbers = new Float64Array(buffer, offset + numbers.byteLength, notes * noteFields)
  const textStart = offset + numbers.byteLength + noteNumbers.byteLength
  const noteStart = textStart + bytesOf(text)
  return {
    numbers,
    notes: noteNumbers,
    text: { ...text, bytes: new Uint8Array(buffer, textStart, bytesOf(text)) },
    noteText: { ...noteText, bytes: new Uint8Array(buffer, noteStart, bytesOf(noteText)) },
  }
}

function shapeOf(text: string): TextShape {
  return { units: text.length, isAscii: Buffer.byteLength(text) === text.length }
}

function bytesOf({ units, isAscii }: TextShape): number {
  return isAscii ? units : units * 2
}

function writeText(text: string, shape: TextShape, buffer: BatchBytes['buffer'], start: number): void {
  if (text === '') return
  const bytes = Buffer.from(buffer, start, bytesOf(shape))
  bytes.write(text, shape.isAscii ? 'latin1' : 'utf16le')
}
