import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RequestOutput } from '../../../shared/ipc/contract'
import type { TrafficRow, TrafficTail } from '../../../shared/model/traffic'
import { RowCache, type RowRange } from './row-cache'

/** What the traffic list shows, without its rows: those are read by index with `row`. */
export interface TrafficView {
  /** Changes whenever a row or a number does: what components subscribe to. */
  readonly version: number
  readonly view: number
  /** Entries captured in the session. */
  readonly total: number
  readonly discarded: number
  /** Rows under the filter that the list shows: all of them, or those at the time of the pause. */
  readonly shown: number
  /** Rows under the filter by now. */
  readonly shownNow: number
  readonly paused: boolean
  readonly filterError: string | null
  /** `at` of the session's first entry as far as it was seen, for relative times. */
  readonly firstAt: number | null
  /** Rows by which the indexes have shrunk in all, because the oldest were discarded. */
  readonly shifted: number
  /** Changes when the person asked for another list (a filter, a clear), which is read from its end. */
  readonly restarts: number
}

export type FetchRows = (range: RowRange) => Promise<RequestOutput<'traffic.window'>>

const initialView: TrafficView = {
  version: 0,
  view: -1,
  total: 0,
  discarded: 0,
  shown: 0,
  shownNow: 0,
  paused: false,
  filterError: null,
  firstAt: null,
  shifted: 0,
  restarts: 0,
}

/**
 * The window's side of the traffic list. Its cost depends on the rows on the screen: counts and the newest
 * rows come with the pushes, other rows are fetched when they come into sight, one request at a time.
 */
export class TrafficStore {
  readonly store: StoreApi<TrafficView> = createStore(() => initialView)
  readonly #rows = new RowCache()
  #wanted: { readonly first: number; readonly last: number } | null = null
  #fetching = false

  constructor(private readonly fetchRows: FetchRows) {}

  /** The row at `index` of the current view, or undefined while it is on its way. */
  row(index: number): TrafficRow | undefined {
    return this.#rows.get(index)
  }

  /** Takes in what a push says. */
  applyTail(tail: TrafficTail): void {
    this.#apply(tail, tail.total < this.store.getState().total)
  }

  /** Takes in the answer to a filter of the person's: its matches show even while the view is paused. */
  applyFilter(tail: TrafficTail): void {
    this.#apply(tail, tail.filterError === null)
  }

  #apply(tail: TrafficTail, restart: boolean): void {
    const old = this.store.getState()
    // A filter's answer may overtake a push that was made before it.
    if (tail.view < old.view) return
    const sameView = tail.view === old.view
    const shift = this.#takeNewest(tail, old, sameView)
    const frozen = old.paused && sameView && !restart
    this.#update({
      view: tail.view,
      total: tail.total,
      discarded: tail.discarded,
      shown: frozen ? Math.min(old.shown - shift, tail.shown) : tail.shown,
      shownNow: tail.shown,
      filterError: tail.filterError,
      firstAt: earliest(tail.total < old.total ? null : old.firstAt, tail.newest),
      shifted: old.shifted + shift,
      restarts: old.restarts + (restart ? 1 : 0),
    })
    void this.#fetchWanted()
  }

  /** Puts the newest rows where they belong; returns by how many rows the indexes have shrunk. */
  #takeNewest(tail: TrafficTail, old: TrafficView, sameView: boolean): number {
    const from = tail.shown - tail.newest.length
    if (!sameView) this.#rows.clear()
    const discarding = sameView && tail.discarded !== old.discarded
    const shift = discarding ? (this.#rows.realign(from, tail.newest) ?? estimatedShift(old, tail)) : 0
    this.#put(from, tail.newest)
    this.#rows.update(tail.remarked ?? [])
    return shift
  }

  /** Stops and resumes the view; the capture goes on. */
  setPaused(paused: boolean): void {
    const old = this.store.getState()
    this.#update({ paused, shown: paused ? old.shown : old.shownNow })
  }

  /** Says which rows are on the screen, so that the missing ones are fetched. */
  want(first: number, last: number): void {
    this.#wanted = { first, last }
    void this.#fetchWanted()
  }

  async #fetchWanted(): Promise<void> {
    // One request at a time: rows that were scrolled past meanwhile are never asked for.
    while (!this.#fetching && this.#wanted !== null) {
      const { first, last } = this.#wanted
      const range = this.#rows.missing(first, last, this.store.getState().shown)
      if (range === null) return
      this.#fetching = true
      const outcome = await this.#fetch(range)
      this.#fetching = false
      if (outcome === 'nothing') return
    }
  }

  /**
   * `outdated`: the indexes have changed meanwhile, so the answer is for other rows. `nothing`: no row that
   * was missing came; the next tail or the next scroll asks again.
   */
  async #fetch(range: RowRange): Promise<'rows' | 'outdated' | 'nothing'> {
    const { view, shifted } = this.store.getState()
    const sizeBefore = this.#rows.size
    try {
      const answer = await this.fetchRows(range)
      const now = this.store.getState()
      if (now.view !== view || now.shifted !== shifted) return 'outdated'
      if (answer.view !== view) return 'nothing'
      this.#put(answer.from, answer.rows)
      this.#update({ firstAt: earliest(now.firstAt, answer.rows) })
    } catch {
      // The rows stay placeholders; an error message for each of them would bury the one that says why
      // main does not answer.
      return 'nothing'
    }
    return this.#rows.size > sizeBefore ? 'rows' : 'nothing'
  }

  #put(from: number, rows: readonly TrafficRow[]): void {
    this.#rows.put(from, rows)
    const screen = this.#wanted ?? { first: from, last: from + rows.length }
    this.#rows.prune(screen.first, screen.last, from + rows.length)
  }

  #update(change: Partial<TrafficView>): void {
    this.store.setState((old) => ({ ...old, ...change, version: old.version + 1 }))
  }
}

/**
 * By how many rows the indexes have shrunk, as far as the numbers tell: of the discarded entries the view had
 * about as large a part as it has of all. For tails so far apart that they have no row in common.
 */
function estimatedShift(old: TrafficView, tail: TrafficTail): number {
  const held = old.total - old.discarded
  const part = held > 0 ? Math.min(1, old.shownNow / held) : 0
  return Math.round((tail.discarded - old.discarded) * part)
}

function earliest(known: number | null, rows: readonly TrafficRow[]): number | null {
  return rows.reduce<number | null>(
    (first, row) => (first === null || row.at < first ? row.at : first),
    known,
  )
}
