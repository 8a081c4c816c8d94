import { AppError } from '../../../shared/errors'
import type { FaultAct } from '../../../shared/model/fault-act'
import type { Payload } from '../../../shared/model/message'
import {
  type CopyFormat,
  type Direction,
  directions,
  emptyTail,
  type Origin,
  origins,
  type SeqRange,
  type TrafficDetail,
  type TrafficFilter,
  type TrafficKind,
  type TrafficTail,
  trafficFilterSchema,
  trafficKinds,
} from '../../../shared/model/traffic'
import type { Pairing } from '../../../shared/model/workspace'
import { type Clock, systemClock } from '../clock'
import { type CaptureHistoryOptions, CaptureLink, type RequestCourse } from './capture-link'
import type { CopiedEntries, HoldNote, TrafficWindow } from './capture-protocol'
import { EntryBatcher, type EntryNumbers } from './entry-batcher'
import { codeIn, directionCodes, kindCodes, originCodes } from './entry-codes'
import { EntryMarks } from './entry-marks'

export interface CaptureLogOptions {
  /** Built entry of the capture worker. */
  readonly worker: URL | string
  /** Memory for captured entries, payloads included, where none go to disk. */
  readonly budgetBytes?: number
  /** Where older entries go; without it the oldest are discarded instead. */
  readonly history?: Pick<CaptureHistoryOptions, 'folder'> & Partial<CaptureHistoryOptions>
  /** Who is in which room, for a worker that takes over: pairs of room and connection number. */
  readonly members?: () => Iterable<readonly [room: string, connection: number]>
  /** Told what the user should know, for instance that the disk is full. */
  readonly notice?: (text: string) => void
  /** With more than this on its way to the worker, entries are dropped and counted. */
  readonly maxUnstoredBytes?: number
  readonly clock?: Clock
}

const megabyte = 1024 * 1024
const defaults = { budgetBytes: 256 * megabyte, maxUnstoredBytes: 64 * megabyte } as const
/** 2 GB hold about 14 million messages of 64 bytes. */
const historyDefaults = { diskBytes: 2048 * megabyte, memoryBytes: 32 * megabyte } as const
/** Entries wait at most this long to be handed over; the window is told at most every 33 ms anyway. */
const flushIntervalMs = 8
/** A batch is handed over early when it holds this much: larger ones no longer fit the processor's caches. */
const flushBytes = 128 * 1024

/** An entry as `tap` tells it: what main knows of it. */
export interface CapturedEntry {
  readonly seq: number
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number
  readonly kind: TrafficKind
  readonly direction: Direction
  readonly origin: Origin
  readonly connection: number
  readonly path: string
  readonly payload: Payload | null
  readonly code: number
  readonly cause: number
  /** What faults do to it, as far as is known when it is captured. */
  readonly faults: readonly FaultAct[] | null
}

/** Main's side of the capture: an append per entry, everything else happens in the capture worker. */
export class CaptureLog {
  /** What a person has marked; change it by `mark`. */
  readonly marks = new EntryMarks()
  readonly #link: CaptureLink
  readonly #members: NonNullable<CaptureLogOptions['members']>
  readonly #batcher = new EntryBatcher()
  /** Of the entry that is being appended: an object for each would be garbage at once. */
  readonly #numbers: EntryNumbers = {
    seq: 0,
    at: 0,
    kind: 0,
    direction: 0,
    origin: 0,
    connection: 0,
    code: 0,
    cause: 0,
  }
  readonly #clock: Clock
  /** Zero of the clock in milliseconds since the epoch. */
  readonly #startedAt: number
  readonly #tailListeners = new Set<(tail: TrafficTail) => void>()
  readonly #taps = new Set<(entry: CapturedEntry) => void>()
  #lastSeq = 0
  /** Entries since the last clear, lost ones included. */
  #captured = 0
  /** Entries that the next batch reports as lost. */
  #lost = 0
  /** Lost since the row that last told of it. */
  #untoldLost = 0
  #timer: NodeJS.Timeout | null = null
  #filter: TrafficFilter = trafficFilterSchema.parse({})
  #pairing: Pairing = {}
  #latest = emptyTail

  constructor({
    history,
    members = () => [],
    notice = () => undefined,
    clock = systemClock,
    ...options
  }: CaptureLogOptions) {
    this.#members = members
    this.#clock = clock
    this.#startedAt = performance.timeOrigin + performance.now() - clock.now()
    const events = {
      tail: (tail: TrafficTail) => this.#tell(tail),
      notice,
      ended: (isRunning: boolean) => this.#onWorkerEnded(isRunning),
    }
    const onDisk = history === undefined ? null : { ...historyDefaults, ...history }
    this.#link = new CaptureLink({ ...defaults, ...options, history: onDisk }, events)
  }

  /** The view as it was last told. */
  get tail(): TrafficTail {
    return this.#latest
  }

  /** The number given last. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  /** Bytes that are captured and not stored yet. */
  get backlogBytes(): number {
    return this.#link.unstoredBytes + this.#batcher.bytes
  }

  /** A sequence number for something that has no row of its own. */
  allot(): number {
    this.#lastSeq += 1
    return this.#lastSeq
  }

  /**
   * Captures an entry and returns its sequence number. `connection` 0, `code` 0 and `cause` 0 mean none;
   * `payload` is the body, or for entries that are no messages their words. Bytes must not change later.
   * `isRepeated` says that the entry before had the same, as those of a broadcast do: it is kept once. `faults` are
   * what faults do to a message.
   */
  append(
    kind: TrafficKind,
    direction: Direction,
    origin: Origin,
    connection: number,
    path: string,
    payload: Payload | null,
    code: number,
    cause: number,
    isRepeated = false,
    faults: readonly FaultAct[] | null = null,
  ): number {
    const at = this.#startedAt + this.#clock.now()
    const hasRoom = this.#link.hasRoom
    if (hasRoom && this.#untoldLost > 0) this.#tellLost(at)
    const seq = this.allot()
    this.#captured += 1
    if (this.#taps.size > 0) {
      const entry = { seq, at, kind, direction, origin, connection, path, payload, code, cause, faults }
      for (const tap of this.#taps) tap(entry)
    }
    if (!hasRoom) {
      this.#lost += 1
      this.#untoldLost += 1
      return seq
    }
    const numbers = this.#numbers
    numbers.seq = seq
    numbers.at = at
    numbers.kind = codeIn(trafficKinds, kind)
    numbers.direction = codeIn(directions, direction)
    numbers.origin = codeIn(origins, origin)
    numbers.connection = connection
    numbers.code = code
    numbers.cause = cause
    this.#batcher.add(numbers, path, payload, isRepeated)
    // In the same batch: a filter that asks for it looks at each entry once.
    if (faults !== null && faults.length > 0) this.#batcher.fault({ seq, acts: faults, isLate: false })
    this.#noted()
    return seq
  }

  /** Says what was done about an entry: a line per step, `actor\toutcome\tdurationMs`. */
  why(seq: number, lines: string): void {
    if (lines === '' || !this.#link.hasRoom) return
    this.#batcher.why(seq, lines)
    this.#noted()
  }

  /** Says of the only step that was done about an entry, `actor\toutcome`, how long it took. */
  step(seq: number, step: string, durationMs: number): void {
    if (!this.#link.hasRoom) return
    this.#batcher.step(seq, step, durationMs)
    this.#noted()
  }

  /** Marks an entry whose body a handler changed: its cause holds what it was before. */
  edited(seq: number): void {
    this.#batcher.edited(seq)
    this.#noted()
  }

  /** Says what a breakpoint did to an entry; replaces what was said before. */
  held(note: HoldNote): void {
    if (!this.#link.hasRoom) return
    this.#batcher.hold(note)
    this.#noted()
  }

  /** Says what faults did to a message that has its entry already; replaces what was said before. */
  faulted(seq: number, acts: readonly FaultAct[]): void {
    if (!this.#link.hasRoom) return
    this.#batcher.fault({ seq, acts, isLate: true })
    this.#noted()
  }

  /** Notes who joined or left a room, for the room's filter. */
  membership(room: string, connection: number, joined: boolean): void {
    this.#batcher.membership(room, connection, joined)
    this.#noted()
  }

  /** Shows what the filter lets through; see `TrafficTail.filterError` for a bad pattern. */
  async filter(filter: TrafficFilter): Promise<TrafficTail> {
    this.#flush()
    const tail = await this.#link.request({ type: 'filter', filter })
    // A new worker is given the last good filter, not the last one tried.
    if (tail.filterError === null) this.#filter = filter
    this.#tell(tail)
    return tail
  }

  /** Throws `AppError` 'bad-request' for a JSONPath that is none; main does not read what users wrote. */
  async checkPairing(pairing: Pairing): Promise<void> {
    const [problem] = await this.#link.request({ type: 'check-pairing', pairing })
    if (problem !== undefined) throw new AppError('bad-request', problem)
  }

  /** How replies are paired with their requests from now on, in all rows. */
  async setPairing(pairing: Pairing): Promise<void> {
    if (JSON.stringify(pairing) === JSON.stringify(this.#pairing)) return
    this.#pairing = pairing
    await this.#link.request({ type: 'pairing', pairing })
  }

  /** Rows `from … from + count - 1` of the current view. */
  window(from: number, count: number): Promise<TrafficWindow> {
    this.#flush()
    return this.#link.request({ type: 'window', from, count })
  }

  /** One entry with its body, its reasons and its effects; null where it is not held any more. */
  detail(seq: number): Promise<TrafficDetail | null> {
    this.#flush()
    return this.#link.request({ type: 'detail', seq })
  }

  /** Marks an entry, with a note or '' for none; null takes the mark away. Exports and the filter know of it. */
  async mark(seq: number, note: string | null): Promise<void> {
    this.marks.set(seq, note)
    await this.#link.request({ type: 'mark', seq, note })
  }

  /** Forgets all entries, and the marks with them. */
  async clear(): Promise<void> {
    this.#flush()
    this.marks.clear()
    this.#captured = 0
    this.#lost = 0
    this.#untoldLost = 0
    this.#tell(await this.#link.request({ type: 'clear' }))
  }

  /**
   * Writes the current view, or what of it is in `ranges`, as JSON Lines and returns the number of entries.
   * Throws `AppError` 'io', or 'cancelled' after `course.signal`: the file is written whole or not at all.
   */
  exportTo(
    file: string,
    course: RequestCourse = {},
    ranges: readonly SeqRange[] | null = null,
  ): Promise<number> {
    this.#flush()
    return this.#link.request({ type: 'export', file, ranges }, course)
  }

  /** What of the current view is in the ascending `ranges`, as text. */
  copy(ranges: readonly SeqRange[], format: CopyFormat): Promise<CopiedEntries> {
    this.#flush()
    return this.#link.request({ type: 'copy', ranges, format })
  }

  /** Index of an entry in the current view, null where the view does not show it. */
  locate(seq: number): Promise<number | null> {
    this.#flush()
    return this.#link.request({ type: 'locate', seq })
  }

  /** Tells of the view's end when it changes, at most 30 times a second. Returns the way to stop. */
  onTail(listener: (tail: TrafficTail) => void): () => void {
    this.#tailListeners.add(listener)
    return () => this.#tailListeners.delete(listener)
  }

  /** Tells of each entry at once, on main. Returns the way to stop. */
  tap(listener: (entry: CapturedEntry) => void): () => void {
    this.#taps.add(listener)
    return () => this.#taps.delete(listener)
  }

  /** Ends the worker; requests under way fail with 'cancelled'. */
  async dispose(): Promise<void> {
    this.#stopTimer()
    await this.#link.dispose()
  }

  #onWorkerEnded(isRunning: boolean): void {
    this.#untoldLost += this.#captured - this.#lost
    this.#lost = this.#captured
    this.#batcher.forgetAll()
    this.marks.clear()
    if (!isRunning) return
    for (const [room, connection] of this.#members()) this.#batcher.membership(room, connection, true)
    // A failure is told by the next request; these have nobody to tell.
    this.filter(this.#filter).catch(() => undefined)
    this.#link.request({ type: 'pairing', pairing: this.#pairing }).catch(() => undefined)
  }

  #tellLost(at: number): void {
    const count = this.#untoldLost.toLocaleString('en-US')
    this.#untoldLost = 0
    const numbers = {
      seq: this.allot(),
      at,
      kind: kindCodes.discarded,
      direction: directionCodes.none,
      origin: originCodes.engine,
      connection: 0,
      code: 0,
      cause: 0,
    }
    this.#batcher.add(numbers, '', `${count} entries were not kept: the traffic log could not keep up`)
  }

  #noted(): void {
    if (this.#batcher.bytes >= flushBytes) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), flushIntervalMs)
  }

  #flush(): void {
    this.#stopTimer()
    if (!this.#link.isRunning || this.#batcher.isEmpty) return
    this.#link.post(this.#batcher.bytes, (batch, placeFor) => this.#batcher.take(batch, this.#lost, placeFor))
    this.#lost = 0
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #tell(tail: TrafficTail): void {
    this.#latest = tail
    for (const listener of this.#tailListeners) listener(tail)
  }
}
