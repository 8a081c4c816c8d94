import { z } from 'zod'
import type { ConnectionId } from './connection'
import type { FaultAct } from './fault-act'
import type { SourceLocation } from './handlers'
import type { HoldMark } from './hold'

/** Who made the entry: shown as its colour. */
export const origins = ['client', 'handler', 'upstream', 'user', 'fault', 'engine'] as const
export type Origin = (typeof origins)[number]

/** Which leg and which way: shown as its glyph (↑ from the client, ↓ to it, ⇡ ⇣ the upstream leg). */
export const directions = ['from-client', 'to-client', 'to-upstream', 'from-upstream', 'none'] as const
export type Direction = (typeof directions)[number]

export const trafficKinds = [
  'text',
  'binary',
  'ping',
  'pong',
  'open',
  'refused',
  'close',
  'upstream-open',
  'upstream-close',
  'upstream-error',
  'handler-error',
  'fault',
  'discarded',
  'limit',
] as const
export type TrafficKind = (typeof trafficKinds)[number]

/** A row of the traffic list: no payload beyond the preview. */
export interface TrafficRow {
  /** Sequence number of the entry, increasing; not every number has a row. */
  readonly seq: number
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number
  readonly kind: TrafficKind
  readonly direction: Direction
  readonly origin: Origin
  readonly connectionId: ConnectionId | null
  readonly path: string
  /** At most `previewLength` characters, one line. */
  readonly preview: string
  /** Payload bytes. */
  readonly size: number
  /** Close code or HTTP status, 0 for none. */
  readonly code: number
  /** For an answer: milliseconds since the message that it answers or that caused it; else null. */
  readonly latencyMs: number | null
  /** The entry that caused this one, 0 for none. */
  readonly cause: number
  /** The message of the same connection that this one answers: by its cause, or else by an id in both. */
  readonly request?: number
  /** What became of it at a breakpoint, where it met one. */
  readonly hold?: HoldMark
  /** What faults did to it on its way to the client, where any did; the preview is what the client got. */
  readonly faults?: readonly FaultAct[]
}

/** Another entry, and how many milliseconds are between the two. */
export interface EntryLink {
  readonly seq: number
  readonly ms: number
}

/** A request and its reply: what the entry answers, or what was the first to answer it. */
export interface EntryPair {
  readonly request: EntryLink | null
  readonly reply: EntryLink | null
}

/** One step of the answer to "why": who acted on the entry, what it did, how long it took. */
export interface WhyStep {
  /** `chat.ts`, `rule prices`, `You`, `fault slow`. */
  readonly actor: string
  /** `route /^\/join (?<room>.+)$/ answered with text`. */
  readonly outcome: string
  readonly durationMs: number | null
}

/** A whole entry, sent when it is selected. */
export interface TrafficDetail {
  readonly row: TrafficRow
  readonly body:
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'binary'; readonly data: Uint8Array }
    | { readonly type: 'none' }
  readonly why: readonly WhyStep[]
  /** Entries that this one caused, as far as they are still held. */
  readonly effects: readonly TrafficRow[]
  readonly pair: EntryPair
  /** Where in the workspace's code it was sent, where a handler sent it and few enough others in that second. */
  readonly sentFrom: SourceLocation | null
  /** Body as it was before a handler or a fault edited it, where one did. */
  readonly before: string | null
}

export const previewLength = 200

/** Entries by sequence number, both ends included: a selection holds such ranges, however many rows they have. */
export const seqRangeSchema = z.object({ from: z.number().int().min(0), to: z.number().int().min(0) })
export type SeqRange = z.infer<typeof seqRangeSchema>

/** How selected entries are copied: as the list shows them, or as the export writes them. */
export const copyFormats = ['text', 'jsonl'] as const
export type CopyFormat = (typeof copyFormats)[number]

/** What the traffic list shows. Empty arrays and nulls mean "all". */
export const trafficFilterSchema = z.object({
  /** Plain text (case-insensitive), `/regex/flags`, or `$.jsonpath`. Evaluated in the capture worker only. */
  text: z.string().max(2000).default(''),
  connections: z.array(z.string()).default([]),
  room: z.string().nullable().default(null),
  directions: z.array(z.enum(directions)).default([]),
  origins: z.array(z.enum(origins)).default([]),
  kinds: z.array(z.enum(trafficKinds)).default([]),
  /** Only the entries that a person has marked. */
  marked: z.boolean().default(false),
  /** Ping and pong are hidden until asked for. */
  showHeartbeats: z.boolean().default(false),
})
export type TrafficFilter = z.infer<typeof trafficFilterSchema>

/** How far an export is, in entries; `total` 0 until it is known. */
export interface ExportProgress {
  readonly file: string
  readonly done: number
  readonly total: number
}

/** The state of the list under the current filter. */
export interface TrafficTail {
  /** Changes with every filter change and clear: windows of another view are stale. */
  readonly view: number
  /** Entries captured in the session, discarded ones included. */
  readonly total: number
  /** Entries dropped to stay within the budgets of memory and disk. */
  readonly discarded: number
  /** Rows under the current filter. */
  readonly shown: number
  /** The newest rows of the view, oldest first, ending at index `shown - 1`. */
  readonly newest: readonly TrafficRow[]
  /** Rows that changed most recently after they were captured, wherever they are in the view. */
  readonly remarked?: readonly TrafficRow[]
  /** Why the filter's pattern was not applied, or null. A bad pattern changes nothing. */
  readonly filterError: string | null
}

/** The list before anything was captured. */
export const emptyTail: TrafficTail = {
  view: 0,
  total: 0,
  discarded: 0,
  shown: 0,
  newest: [],
  filterError: null,
}
