import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { AppError, messageOf } from '../../../shared/errors'
import type { SeqRange } from '../../../shared/model/traffic'
import type { CaptureProgress } from './capture-protocol'
import type { EntryPlace, EntryStore } from './entry-store'
import { afterFaults } from './fault-steps'
import { rowOf } from './traffic-rows'
import type { TrafficView } from './traffic-view'

/** Text gathered before it is written. */
const blockLength = 65_536
/** Least time between two reports of how far it is. */
const progressIntervalMs = 100

/** How an export is watched and called off. */
export interface ExportCourse {
  readonly signal: AbortSignal
  readonly progressed: (progress: CaptureProgress) => void
}

/**
 * Writes the entries that the view has now, or those in `chosen`, as JSON Lines, and returns their number.
 * The file appears whole or not at all. Throws `AppError` 'io', or 'cancelled' when it was called off.
 */
export async function exportJsonLines(
  store: EntryStore,
  view: TrafficView,
  file: string,
  course: ExportCourse,
  chosen: readonly SeqRange[] | null,
): Promise<number> {
  const temporary = `${file}.${process.pid}-${Date.now()}.tmp`
  const ranges = chosen ?? everything
  try {
    const lines = linesOf(store, view, ranges)
    const entries = await writeLines(lines, temporary, countIn(view, ranges), course)
    await rename(temporary, file)
    return entries
  } catch (error) {
    await rm(temporary, { force: true })
    if (course.signal.aborted) throw new AppError('cancelled', `The export to ${file} was cancelled.`)
    throw new AppError('io', `Can't write ${file}: ${messageOf(error)}`, { cause: error })
  }
}

async function writeLines(
  lines: Iterable<string>,
  file: string,
  total: number,
  { signal, progressed }: ExportCourse,
): Promise<number> {
  const stream = createWriteStream(file, { flags: 'wx' })
  let entries = 0
  let block = ''
  let nextProgressMs = performance.now() + progressIntervalMs
  try {
    await once(stream, 'open')
    for (const line of lines) {
      entries += 1
      block += `${line}\n`
      if (block.length < blockLength) continue
      // Waiting for the disk is when the worker answers others.
      if (!stream.write(block)) await once(stream, 'drain')
      block = ''
      signal.throwIfAborted()
      if (performance.now() < nextProgressMs) continue
      progressed({ done: entries, total })
      nextProgressMs = performance.now() + progressIntervalMs
    }
    stream.end(block)
    await finished(stream)
    return entries
  } finally {
    stream.destroy()
  }
}

const everything: readonly SeqRange[] = [{ from: 0, to: Number.MAX_SAFE_INTEGER }]

function* linesOf(store: EntryStore, view: TrafficView, ranges: readonly SeqRange[]): Iterable<string> {
  for (const place of placesIn(store, view, ranges)) yield JSON.stringify(exportedEntry(store, place))
}

function countIn({ seqs }: TrafficView, ranges: readonly SeqRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + seqs.countUpTo(to) - seqs.countUpTo(from - 1), 0)
}

/** The entries of the view that are in one of the ascending `ranges`, as far as they are held. */
export function* placesIn(
  store: EntryStore,
  view: TrafficView,
  ranges: readonly SeqRange[],
): Iterable<EntryPlace> {
  const newest = view.seqs.at(view.seqs.length - 1)
  // By number, not by index: entries may be discarded while this runs.
  const after = (seq: number) => view.seqs.at(view.seqs.countUpTo(seq))
  for (const { from, to } of ranges) {
    const last = Math.min(to, newest)
    for (let seq = after(from - 1); seq !== 0 && seq <= last; seq = after(seq)) {
      const place = store.find(seq)
      if (place) yield place
    }
  }
}

/** An entry as a line of the export says it. */
export function exportedEntry(store: EntryStore, place: EntryPlace): object {
  const row = rowOf(store, place)
  const { preview: _preview, seq, at, connectionId, ...rest } = row
  const payload = afterFaults(place.chunk.payload(place.index), store.faultsOf(place))
  const body =
    payload === null
      ? {}
      : typeof payload === 'string'
        ? { text: payload }
        : { base64: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('base64') }
  const time = new Date(at).toISOString()
  return { seq, time, at, connection: connectionId, ...rest, ...body, ...markOf(store, seq) }
}

/** What a person has noted on it. */
function markOf(store: EntryStore, seq: number): { readonly mark?: true; readonly note?: string } {
  const note = store.noteOf(seq)
  if (note === null) return {}
  return note === '' ? { mark: true } : { mark: true, note }
}
