import type { ErrorCode } from '../../../shared/errors'
import type { FaultAct } from '../../../shared/model/fault-act'
import type { HoldMark } from '../../../shared/model/hold'
import type {
  CopyFormat,
  SeqRange,
  TrafficDetail,
  TrafficFilter,
  TrafficRow,
  TrafficTail,
} from '../../../shared/model/traffic'
import type { Pairing } from '../../../shared/model/workspace'
import type { BatchBytes } from './batch-bytes'
import type { StoreHistory } from './entry-store'

/**
 * What main and the capture worker say to each other.
 *
 * Entries cross in batches: `fields` numbers per entry, all their short texts and notes as bytes side by side, in
 * memory that both threads see. Nothing is cloned or collected per entry.
 */

/** What became of an entry at a breakpoint; a later one about the same entry replaces it. */
export interface HoldNote extends HoldMark {
  readonly seq: number
  /** `breakpoint orders`. */
  readonly actor: string
  readonly words: string
}

/** What faults did to the message of an entry; a later one about the same entry replaces it. */
export interface FaultNote {
  readonly seq: number
  readonly acts: readonly FaultAct[]
  /** It came after its entry: the row may have been shown without it. */
  readonly isLate: boolean
}

/** Offsets of an entry's numbers. */
export const field = {
  seq: 0,
  /** Milliseconds since the epoch. */
  at: 1,
  kind: 2,
  direction: 3,
  origin: 4,
  /** Connection number, 0 for none. */
  connection: 5,
  /** Index in the table of paths. */
  path: 6,
  code: 7,
  cause: 8,
  /** UTF-16 units of its text, or `noPayload`, `binaryPayload`, `longText`, or at most `repeatedUnits`. */
  payload: 9,
} as const
export const fields = 10

/** Offsets of a note's numbers. */
export const noteField = {
  /** Of the entry that it is about. */
  seq: 0,
  /** Index in the table of steps, or `noteIsText`. */
  step: 1,
  /** How long the step took in milliseconds, or UTF-16 units of the text. */
  value: 2,
} as const
export const noteFields = 3
export const noteIsText = -1

export const noPayload = -1
export const binaryPayload = -2
/** A text among the binaries, as UTF-8: bytes are handed over, a string is cloned. */
export const longText = -3
/** This minus the UTF-16 units of the text: that of the last entry before it with a short text of its own. */
export const repeatedUnits = -16
/** UTF-16 units from which a text counts as long. */
export const longTextLength = 8192

export interface EntryBatch {
  readonly type: 'entries'
  /** Counts from 1; acknowledged in shared memory once it is stored. */
  readonly batch: number
  /** Numbers, short texts and notes. */
  readonly bytes: BatchBytes
  /** Bodies of binary messages and long texts, in the order of their entries. */
  readonly binaries: readonly Uint8Array[]
  /** What of `binaries` and `bytes` is handed over instead of cloned or shared. */
  readonly handedOver: readonly ArrayBuffer[]
  /** Paths that are new to the table, in order. */
  readonly paths: readonly string[]
  /** Steps that are new to the table, in order: `actor\toutcome`. */
  readonly steps: readonly string[]
  /** Entries whose body differs from their cause's because a handler edited it. */
  readonly edited: readonly number[]
  readonly holds: readonly HoldNote[]
  readonly faults: readonly FaultNote[]
  /** Triples: room, connection number, 1 for joined and 0 for left. */
  readonly memberships: readonly (string | number)[]
  /** Entries that main could not hand over since the former batch. */
  readonly lost: number
}

export type CaptureRequest =
  | { readonly type: 'filter'; readonly filter: TrafficFilter }
  | { readonly type: 'window'; readonly from: number; readonly count: number }
  | { readonly type: 'detail'; readonly seq: number }
  | { readonly type: 'check-pairing'; readonly pairing: Pairing }
  | { readonly type: 'mark'; readonly seq: number; readonly note: string | null }
  | { readonly type: 'clear' }
  | { readonly type: 'pairing'; readonly pairing: Pairing }
  | { readonly type: 'export'; readonly file: string; readonly ranges: readonly SeqRange[] | null }
  | { readonly type: 'copy'; readonly ranges: readonly SeqRange[]; readonly format: CopyFormat }
  | { readonly type: 'locate'; readonly seq: number }

export type ToCaptureWorker =
  | EntryBatch
  | { readonly type: 'request'; readonly id: number; readonly request: CaptureRequest }
  /** Nobody wants the answer any more; it fails with 'cancelled' where it can be cut short. */
  | { readonly type: 'cancel'; readonly id: number }

/** Rows `from …` of a view. */
export interface TrafficWindow {
  readonly view: number
  readonly from: number
  readonly rows: readonly TrafficRow[]
}

/** Entries as text for the clipboard. */
export interface CopiedEntries {
  readonly text: string
  readonly entries: number
  /** The selection was longer than what fits the clipboard: these are its first entries. */
  readonly cut: boolean
}

/** The answer to each request, by its type. */
export interface CaptureAnswers {
  readonly filter: TrafficTail
  readonly window: TrafficWindow
  readonly detail: TrafficDetail | null
  /** What is wrong with it, if anything. */
  readonly 'check-pairing': readonly string[]
  readonly mark: null
  readonly clear: TrafficTail
  readonly pairing: null
  /** Number of entries written. */
  readonly export: number
  readonly copy: CopiedEntries
  /** Index of the entry in the view, null where the view does not show it. */
  readonly locate: number | null
}

/** How far a long request has got, in entries. */
export interface CaptureProgress {
  readonly done: number
  readonly total: number
}

export type FromCaptureWorker =
  | { readonly type: 'tail'; readonly tail: TrafficTail }
  /** Something the user should know of. */
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'progress'; readonly id: number; readonly progress: CaptureProgress }
  | { readonly type: 'answer'; readonly id: number; readonly value: CaptureAnswers[keyof CaptureAnswers] }
  | { readonly type: 'failed'; readonly id: number; readonly code: ErrorCode; readonly message: string }

/** `workerData` of the capture worker. */
export interface CaptureWorkerData {
  /** One Int32: number of the newest batch that is stored. */
  readonly acknowledged: SharedArrayBuffer
  /** Memory for entries in bytes, payloads included, where none go to disk. */
  readonly budgetBytes: number
  /** Where older entries go; null keeps all in memory. */
  readonly history: StoreHistory | null
  /** Number of the first view: those of a former worker must look stale. */
  readonly firstView: number
}
