import type { TrafficRow } from '../../../shared/model/traffic'

/** Consecutive rows of a view, by index. */
export interface RowRange {
  readonly from: number
  readonly count: number
}

/** Rows per request: several screens, so that scrolling meets rows that are already here. */
const blockRows = 100
/** `traffic.window` answers at most this many rows. */
const maxRequestRows = 500
/** Rows kept. Beyond it the ones far from the screen are dropped: they can be fetched again. */
const maxRows = 6000
/** Rows kept on either side of the screen when rows are dropped. */
const keepAround = 1000

/**
 * The rows of one view of the traffic list that the window holds, by index: the newest ones from the
 * pushes, and those that came into sight from requests. Holes are normal; a hole is a row to be fetched.
 */
export class RowCache {
  #rows = new Map<number, TrafficRow>()

  /** The row at `index`, or undefined while it has not been fetched. */
  get(index: number): TrafficRow | undefined {
    return this.#rows.get(index)
  }

  get size(): number {
    return this.#rows.size
  }

  clear(): void {
    this.#rows.clear()
  }

  /** Takes rows in, `from` being the index of the first. */
  put(from: number, rows: readonly TrafficRow[]): void {
    rows.forEach((row, offset) => {
      this.#rows.set(from + offset, row)
    })
  }

  /** Replaces rows that changed after they were captured, wherever they are; those that are not here stay away. */
  update(rows: readonly TrafficRow[]): void {
    if (rows.length === 0) return
    const changed = new Map(rows.map((row) => [row.seq, row]))
    for (const [index, { seq }] of this.#rows) {
      const row = changed.get(seq)
      if (row) this.#rows.set(index, row)
    }
  }

  /**
   * Follows the indexes after rows at the start of the view were discarded: `rows`, the first of which is
   * now at `from`, are recognized by their sequence numbers, and everything else moves along.
   * @returns By how many rows the indexes have shrunk; null where no row was recognized, and then the cache
   * is empty: what is where is not known any more.
   */
  realign(from: number, rows: readonly TrafficRow[]): number | null {
    const known = new Map(Array.from(this.#rows, ([index, row]) => [row.seq, index]))
    for (const [offset, { seq }] of rows.entries()) {
      const index = known.get(seq)
      if (index === undefined) continue
      this.#move(index - (from + offset))
      return index - (from + offset)
    }
    this.clear()
    return null
  }

  #move(by: number): void {
    const moved = new Map<number, TrafficRow>()
    for (const [index, row] of this.#rows) {
      // Row 0 is the one that says how many were discarded, and that has changed.
      if (index - by > 0) moved.set(index - by, row)
    }
    this.#rows = moved
  }

  /** Drops rows far from `first … last` and from the end, once there are too many. */
  prune(first: number, last: number, shown: number): void {
    if (this.#rows.size <= maxRows) return
    for (const index of this.#rows.keys()) {
      const nearScreen = index >= first - keepAround && index <= last + keepAround
      if (!nearScreen && index < shown - keepAround) this.#rows.delete(index)
    }
  }

  /**
   * What to ask for so that `first … last` can be drawn: whole blocks around the first and the last
   * hole, within the view's `shown` rows. Null when nothing is missing.
   */
  missing(first: number, last: number, shown: number): RowRange | null {
    const end = Math.min(last, shown - 1)
    let from = Math.max(0, first)
    while (from <= end && this.#rows.has(from)) from++
    if (from > end) return null
    let to = end
    while (this.#rows.has(to)) to--
    const start = Math.floor(from / blockRows) * blockRows
    const stop = Math.min(shown, Math.ceil((to + 1) / blockRows) * blockRows)
    return { from: start, count: Math.min(stop - start, maxRequestRows) }
  }
}
