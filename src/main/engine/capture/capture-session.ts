import type {
  CopyFormat,
  EntryPair,
  SeqRange,
  TrafficDetail,
  TrafficFilter,
  TrafficTail,
} from '../../../shared/model/traffic'
import { trafficFilterSchema } from '../../../shared/model/traffic'
import type { Pairing } from '../../../shared/model/workspace'
import type { CopiedEntries, EntryBatch, TrafficWindow } from './capture-protocol'
import { asksForFaults, compileFilter, type EntryPredicate, type FilterFacts } from './compile-filter'
import { copyEntries } from './copy-entries'
import { EntryStore, type EntryStoreOptions } from './entry-store'
import { type ExportCourse, exportJsonLines } from './export-jsonl'
import { compilePairing } from './message-ids'
import { RemarkedEntries } from './remarked-entries'
import { ReplyPairs } from './reply-pairs'
import { detailOf, rowOf } from './traffic-rows'
import { TrafficView } from './traffic-view'

/** Rows that go with a tail. */
const newestRows = 100
/** Longest stretch of filtering before other work gets its turn. */
const sliceMs = 8
/**
 * Least time between two tails in milliseconds: at most 30 a second. Where more entries wait than a tail has rows, nobody
 * reads them one by one any more, and each tail costs the window a layout and a paint of the whole list. Where they came
 * by the ten thousand a second before, it is only seen that they flow.
 */
function tailIntervalMs(waiting: number, perSecond: number): number {
  if (waiting <= newestRows) return 34
  return perSecond < 10_000 ? 100 : 250
}

export interface CaptureSessionOptions extends EntryStoreOptions {
  readonly firstView: number
}

export interface CaptureSessionEvents {
  /** The view's end as it stands, at most 30 times a second. */
  tail(tail: TrafficTail): void
  /** Something the user should know of. */
  notice(text: string): void
}

/** Captured traffic and the one view of it: everything the capture worker does, without the thread. */
export class CaptureSession {
  readonly #store: EntryStore
  readonly #pairs: ReplyPairs
  readonly #events: CaptureSessionEvents
  /** Who is or was in which room. */
  readonly #roomMembers = new Map<string, Set<number>>()
  readonly #filterFacts: FilterFacts = {
    wereIn: (room) => this.#wereIn(room),
    isMarked: (seq) => this.#store.noteOf(seq) !== null,
    faultsOf: (chunk, index) => this.#store.faultsOf({ chunk, index }),
  }
  #filter: TrafficFilter = trafficFilterSchema.parse({})
  #shows: EntryPredicate
  #view: TrafficView
  #viewNumber: number
  #filterError: string | null = null
  /** Requests that wait for the view to be complete. */
  #waiting: (() => void)[] = []
  /** Newest entry that those who wait want to have been looked at. */
  #wantedSeq = 0
  #sliceDue = false
  #tailTimer: NodeJS.Timeout | null = null
  #lastTailMs = 0
  #totalAtTail = 0
  /** Entries a second between the last two tails. */
  #perSecond = 0
  readonly #remarked = new RemarkedEntries()

  constructor(options: CaptureSessionOptions, events: CaptureSessionEvents) {
    this.#store = new EntryStore(options, events.notice)
    this.#pairs = new ReplyPairs(this.#store, compilePairing({}).read)
    this.#viewNumber = options.firstView
    this.#events = events
    const compiled = compileFilter(this.#filter, this.#filterFacts)
    this.#shows = compiled.ok ? compiled.shows : () => true
    this.#view = new TrafficView(this.#viewNumber, this.#store, this.#shows)
  }

  /** Takes in what was captured. */
  append(batch: EntryBatch): void {
    const room = this.#filter.room
    const before = room === null ? 0 : this.#wereIn(room).size
    this.#addMemberships(batch.memberships)
    this.#store.append(batch)
    this.#view.trim()
    this.#remark(batch)
    // A newcomer's earlier entries belong to the room's view as well.
    if (room !== null && this.#wereIn(room).size > before) this.#startView()
    else if (this.#isDecidedAnew(batch)) this.#startView()
    this.#scheduleSlice()
  }

  /**
   * Shows what `filter` lets through. Resolves when every entry was looked at, or when a newer filter
   * takes over. A bad pattern changes nothing but `filterError`.
   */
  async filter(filter: TrafficFilter): Promise<TrafficTail> {
    const compiled = compileFilter(filter, this.#filterFacts)
    if (!compiled.ok) {
      this.#filterError = compiled.error
      return this.tail()
    }
    this.#filter = filter
    this.#filterError = null
    this.#shows = compiled.shows
    this.#startView()
    this.#settleWaiting()
    await this.#complete()
    return this.tail()
  }

  /** Rows of the view by index. */
  window(from: number, count: number): TrafficWindow {
    return { view: this.#view.number, from, rows: this.#pairs.withRequests(this.#view.rows(from, count)) }
  }

  /** One entry, or null where it is not held. */
  async detail(seq: number): Promise<TrafficDetail | null> {
    const place = this.#store.find(seq)
    if (!place) return null
    const byIds = this.#pairs.pairOf(place)
    const detail = await detailOf(this.#store, place)
    const pair = pairOfDetail(detail, await byIds)
    const [row = detail.row] = this.#pairs.withRequests([detail.row])
    return { ...detail, row, pair }
  }

  /** Pairs replies with their requests in another way, in all rows. */
  pairBy(pairing: Pairing): void {
    const { read, problems } = compilePairing(pairing)
    for (const problem of problems) this.#events.notice(problem)
    this.#pairs.readBy(read)
    // The rows that the window holds are of the former way.
    this.#startView()
    this.#settleWaiting()
    this.#scheduleSlice()
  }

  /** Marks an entry, with a note or '' for none; null takes the mark away. */
  mark(seq: number, note: string | null): void {
    this.#store.mark(seq, note)
    if (!this.#filter.marked) return
    this.#startView()
    this.#settleWaiting()
    this.#scheduleSlice()
  }

  /** Forgets all entries and marks; the filter stays. */
  clear(): TrafficTail {
    this.#store.clear()
    this.#pairs.forget()
    this.#startView()
    this.#settleWaiting()
    return this.tail()
  }

  /** Writes the view, or what of it is in `ranges`, as JSON Lines; see `exportJsonLines`. */
  async export(
    file: string,
    course: ExportCourse,
    ranges: readonly SeqRange[] | null = null,
  ): Promise<number> {
    await this.#complete()
    return exportJsonLines(this.#store, this.#view, file, course, ranges)
  }

  /** What of the view is in `ranges`, as text for the clipboard. */
  async copy(ranges: readonly SeqRange[], format: CopyFormat): Promise<CopiedEntries> {
    await this.#complete()
    return copyEntries(this.#store, this.#view, ranges, format)
  }

  /** Index of the entry in the view, null where the view does not show it. */
  async locate(seq: number): Promise<number | null> {
    await this.#complete()
    return this.#view.indexOf(seq)
  }

  /** Closes the history's file. */
  close(): void {
    this.#store.close()
    if (this.#tailTimer !== null) clearTimeout(this.#tailTimer)
  }

  /** The view as it stands. */
  tail(): TrafficTail {
    const shown = this.#view.shown
    const from = Math.max(0, shown - newestRows)
    return {
      view: this.#view.number,
      total: this.#store.total,
      discarded: this.#store.discarded + this.#store.lost,
      shown,
      newest: this.#pairs.withRequests(this.#view.rows(from, newestRows)),
      filterError: this.#filterError,
      ...this.#remarkedRows(),
    }
  }

  /** Whether what faults did, told late, lets an entry into the view that was left out of it, or the other way round. */
  #isDecidedAnew({ faults }: EntryBatch): boolean {
    if (!asksForFaults(this.#filter)) return false
    return faults.some(({ seq, isLate }) => {
      if (!isLate || seq > this.#view.lastLookedAt) return false
      const place = this.#store.find(seq)
      return place !== null && this.#shows(place.chunk, place.index) !== (this.#view.indexOf(seq) !== null)
    })
  }

  #remark({ holds, faults }: EntryBatch): void {
    for (const { seq } of holds) this.#remarked.add(seq)
    for (const { seq, isLate } of faults) if (isLate) this.#remarked.add(seq)
  }

  #remarkedRows(): Pick<TrafficTail, 'remarked'> {
    const { seqs } = this.#remarked
    if (seqs.length === 0) return {}
    const places = seqs.flatMap((seq) => this.#store.find(seq) ?? [])
    return { remarked: this.#pairs.withRequests(places.map((place) => rowOf(this.#store, place))) }
  }

  /** The view has the same entries, but rows of them that the window holds may be of before: it fetches them anew. */
  #renumberView(): void {
    this.#viewNumber += 1
    this.#view.number = this.#viewNumber
  }

  #startView(): void {
    this.#viewNumber += 1
    this.#view = new TrafficView(this.#viewNumber, this.#store, this.#shows)
  }

  /** Resolves when every entry that is held now was looked at, or another view takes over. */
  #complete(): Promise<void> {
    this.#wantedSeq = this.#store.lastSeq
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#scheduleSlice()
    })
  }

  #scheduleSlice(): void {
    if (this.#sliceDue) return
    this.#sliceDue = true
    // Between two slices the worker reads its messages, a newer filter among them.
    setImmediate(() => {
      this.#sliceDue = false
      this.#runSlice()
    })
  }

  #runSlice(): void {
    const end = performance.now() + sliceMs
    const done = this.#view.advance(() => performance.now() >= end)
    if (done || this.#view.lastLookedAt >= this.#wantedSeq) this.#settleWaiting()
    if (!done) this.#scheduleSlice()
    this.#scheduleTail()
  }

  #settleWaiting(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #scheduleTail(): void {
    if (this.#tailTimer !== null) return
    const intervalMs = tailIntervalMs(this.#store.total - this.#totalAtTail, this.#perSecond)
    const waitMs = Math.max(0, this.#lastTailMs + intervalMs - performance.now())
    this.#tailTimer = setTimeout(() => {
      this.#tailTimer = null
      const now = performance.now()
      const { total } = this.#store
      this.#perSecond = ((total - this.#totalAtTail) / (now - this.#lastTailMs)) * 1000
      this.#lastTailMs = now
      this.#totalAtTail = total
      if (this.#remarked.areTooMany) this.#renumberView()
      this.#events.tail(this.tail())
      this.#remarked.settle()
    }, waitMs)
  }

  #wereIn(room: string): ReadonlySet<number> {
    return this.#roomMembers.get(room) ?? nobody
  }

  #addMemberships(notes: EntryBatch['memberships']): void {
    for (let at = 0; at + 2 < notes.length; at += 3) {
      const room = String(notes[at])
      const members = this.#roomMembers.get(room)
      // Leaving changes nothing: who was in the room stays part of its story.
      if (notes[at + 2] !== 1) continue
      if (members) members.add(Number(notes[at + 1]))
      else this.#roomMembers.set(room, new Set([Number(notes[at + 1])]))
    }
  }
}

/** What a handler did in answer goes before what ids say. */
function pairOfDetail({ row, effects }: Omit<TrafficDetail, 'pair'>, byIds: EntryPair): EntryPair {
  if (row.request !== undefined) return { request: { seq: row.request, ms: row.latencyMs ?? 0 }, reply: null }
  const answer = effects.find(({ request }) => request === row.seq)
  if (answer) return { request: null, reply: { seq: answer.seq, ms: answer.at - row.at } }
  return byIds
}

const nobody: ReadonlySet<number> = new Set()
