import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FaultAct } from '../../../shared/model/fault-act'
import type { SourceLocation } from '../../../shared/model/handlers'
import type { HoldMark } from '../../../shared/model/hold'
import type { Payload } from '../../../shared/model/message'
import {
  previewLength,
  type TrafficDetail,
  type TrafficRow,
  type WhyStep,
} from '../../../shared/model/traffic'
import { ownBytes } from '../binary-pack'
import { hexPairs } from '../hex-pairs'
import { field, type HoldNote } from './capture-protocol'
import { directionCodes, directionOf, kindCodes, kindOf, originCodes, originOf } from './entry-codes'
import type { EntryPlace, EntryStore } from './entry-store'
import { addedBytes, afterFaults, faultSteps, isCorrupted } from './fault-steps'
import { placeIn, placeInterval, stepsIn } from './sent-from'

/** Effects shown of one entry: a broadcast may have thousands. */
const maxEffects = 200
const previewBytes = 48
/** Longest stretch of looking for effects before other work gets its turn. */
const sliceMs = 8

const dataKinds: ReadonlySet<number> = new Set([kindCodes.text, kindCodes.binary])

const messageKinds: ReadonlySet<number> = new Set([
  kindCodes.text,
  kindCodes.binary,
  kindCodes.ping,
  kindCodes.pong,
])

/** The row of an entry. */
export function rowOf(store: EntryStore, place: EntryPlace): TrafficRow {
  const { chunk, index } = place
  const connection = chunk.number(index, field.connection)
  const kind = chunk.number(index, field.kind)
  const faults = store.faultsOf(place)
  return {
    seq: chunk.number(index, field.seq),
    at: chunk.number(index, field.at),
    kind: kindOf(kind),
    direction: directionOf(chunk.number(index, field.direction)),
    origin: originOf(chunk.number(index, field.origin)),
    connectionId: connection === 0 ? null : `c${connection}`,
    path: chunk.path(index),
    preview: previewOf(afterFaults(chunk.payloadStart(index, previewLength), faults)),
    size: messageKinds.has(kind)
      ? chunk.payloadBytes(index) + addedBytes(faults, kind === kindCodes.text)
      : 0,
    code: chunk.number(index, field.code),
    latencyMs: latencyOf(store, place, kind),
    cause: chunk.number(index, field.cause),
    ...requestOf(store, place, kind),
    ...holdOf(store, chunk.number(index, field.seq)),
    ...(faults === null ? {} : { faults }),
  }
}

function holdOf(store: EntryStore, seq: number): { readonly hold?: HoldMark } {
  const note = store.holdOf(seq)
  return note ? { hold: { outcome: note.outcome, ms: note.ms } } : {}
}

/** The row that stands for what was discarded. */
export function discardedRow(store: EntryStore): TrafficRow {
  const count = store.discarded.toLocaleString('en-US')
  return {
    seq: store.lastDiscardedSeq,
    at: store.firstAt,
    kind: 'discarded',
    direction: 'none',
    origin: 'engine',
    connectionId: null,
    path: '',
    preview: `${count} older entries were discarded to stay within the limit of the traffic log`,
    size: 0,
    code: 0,
    latencyMs: null,
    cause: 0,
  }
}

/** Whether a handler answered or passed on a client's message with it: that says more than any id in it. */
export function isAnswerByCause(store: EntryStore, row: Pick<TrafficRow, 'cause' | 'direction'>): boolean {
  if (row.cause === 0 || row.direction !== 'to-client') return false
  const cause = store.find(row.cause)
  return cause?.chunk.number(cause.index, field.direction) === directionCodes['from-client']
}

/** Everything about an entry but its pair. Other work gets its turn while its effects are looked for. */
export async function detailOf(store: EntryStore, place: EntryPlace): Promise<Omit<TrafficDetail, 'pair'>> {
  const { chunk, index } = place
  const seq = chunk.number(index, field.seq)
  const cause = chunk.number(index, field.cause)
  const faults = store.faultsOf(place)
  const known = {
    row: rowOf(store, place),
    body: bodyOf(place, faults),
    // An answer is explained by what acted on the message that it answers.
    why: [
      ...holdSteps(store.holdOf(seq)),
      ...parseWhy(stepsIn(store.whyOf(seq)) || stepsIn(store.whyOf(cause))),
      ...faultSteps(faults ?? []),
    ],
    sentFrom: sentFrom(store, place),
    before: textBefore(store, place, faults),
  }
  return { ...known, effects: await effectsOf(store, seq) }
}

/** Where a handler sent it; that of an earlier entry with the same text and cause counts for all of a broadcast. */
function sentFrom(store: EntryStore, { chunk, index }: EntryPlace): SourceLocation | null {
  const seq = chunk.number(index, field.seq)
  const own = placeIn(store.whyOf(seq))
  if (own || chunk.number(index, field.origin) !== originCodes.handler) return own
  const cause = chunk.number(index, field.cause)
  const payload = chunk.payload(index)
  for (let before = seq - 1; before > seq - placeInterval; before -= 1) {
    const other = store.find(before)
    if (!other || other.chunk.number(other.index, field.origin) !== originCodes.handler) return null
    if (other.chunk.number(other.index, field.cause) !== cause) return null
    if (typeof payload === 'string' && other.chunk.payload(other.index) !== payload) return null
    const found = placeIn(store.whyOf(before))
    if (found) return found
  }
  return null
}

/** One line of at most `previewLength` characters; bytes as hexadecimal pairs. */
export function previewOf(payload: Payload | null): string {
  if (payload === null) return ''
  if (typeof payload === 'string') {
    return payload.slice(0, previewLength).replace(/\s+/g, ' ').trim()
  }
  return hexPairs(payload, previewBytes)
}

function latencyOf(store: EntryStore, place: EntryPlace, kind: number): number | null {
  const causeSeq = place.chunk.number(place.index, field.cause)
  if (causeSeq === 0 || !(messageKinds.has(kind) || kind === kindCodes.close)) return null
  const cause = store.find(causeSeq)
  if (!cause) return null
  return place.chunk.number(place.index, field.at) - cause.chunk.number(cause.index, field.at)
}

/** The message that a handler answered with this one, on the same connection. */
function requestOf(
  store: EntryStore,
  { chunk, index }: EntryPlace,
  kind: number,
): { readonly request?: number } {
  const causeSeq = chunk.number(index, field.cause)
  if (causeSeq === 0 || !dataKinds.has(kind)) return {}
  if (chunk.number(index, field.direction) !== directionCodes['to-client']) return {}
  const cause = store.find(causeSeq)
  if (!cause || !dataKinds.has(cause.chunk.number(cause.index, field.kind))) return {}
  const isOfClient = cause.chunk.number(cause.index, field.direction) === directionCodes['from-client']
  const connection = cause.chunk.number(cause.index, field.connection)
  return isOfClient && connection === chunk.number(index, field.connection) ? { request: causeSeq } : {}
}

function bodyOf({ chunk, index }: EntryPlace, faults: readonly FaultAct[] | null): TrafficDetail['body'] {
  const payload = afterFaults(chunk.payload(index), faults)
  if (payload === null || payload.length === 0) {
    const kind = chunk.number(index, field.kind)
    return kind === kindCodes.text ? { type: 'text', text: '' } : { type: 'none' }
  }
  if (typeof payload === 'string') return { type: 'text', text: payload }
  // Posting a view would post the other messages of its batch with it.
  return { type: 'binary', data: ownBytes(payload) }
}

async function effectsOf(store: EntryStore, seq: number): Promise<readonly TrafficRow[]> {
  const effects: TrafficRow[] = []
  let sliceEnd = performance.now() + sliceMs
  for (const chunk of store.chunksWithEffectsOf(seq)) {
    for (let index = 0; index < chunk.count; index += 1) {
      if (chunk.number(index, field.cause) !== seq) continue
      effects.push(rowOf(store, { chunk, index }))
      if (effects.length === maxEffects) return effects
    }
    if (performance.now() < sliceEnd) continue
    await nextTurn()
    sliceEnd = performance.now() + sliceMs
  }
  return effects
}

/** The body before a fault or else a handler changed it, null where none did; bytes are told as hexadecimal pairs. */
function textBefore(
  store: EntryStore,
  { chunk, index }: EntryPlace,
  faults: readonly FaultAct[] | null,
): string | null {
  if (isCorrupted(faults)) return textOf(chunk.payload(index))
  if (!store.isEdited(chunk.number(index, field.seq))) return null
  const cause = store.find(chunk.number(index, field.cause))
  return cause ? textOf(cause.chunk.payload(cause.index)) : null
}

function textOf(payload: Payload | null): string | null {
  return payload === null || typeof payload === 'string' ? payload : hexPairs(payload)
}

function holdSteps(note: HoldNote | null): readonly WhyStep[] {
  if (note === null) return []
  return [{ actor: note.actor, outcome: note.words, durationMs: note.outcome === 'held' ? null : note.ms }]
}

function parseWhy(lines: string): readonly WhyStep[] {
  if (lines === '') return []
  return lines.split('\n').map((line) => {
    const [actor = '', outcome = '', duration = ''] = line.split('\t')
    const durationMs = duration === '' ? Number.NaN : Number(duration)
    return { actor, outcome, durationMs: Number.isFinite(durationMs) ? durationMs : null }
  })
}
