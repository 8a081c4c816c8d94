import { describe, expect, it } from 'vitest'
import type { TrafficTail } from '../../../shared/model/traffic'
import type { RowRange } from './row-cache'
import { trafficRows } from './traffic-row.test-support'
import { type FetchRows, TrafficStore } from './traffic-store'

/** A view whose row `index` has the sequence number `index + 1`; the newest 100 come with the tail. */
function tail(shown: number, fields: Partial<TrafficTail> = {}): TrafficTail {
  const from = Math.max(0, shown - 100)
  return {
    view: 1,
    total: shown,
    discarded: 0,
    shown,
    newest: trafficRows(from + 1, shown - from),
    filterError: null,
    ...fields,
  }
}

/** Requests that are answered by hand. */
function manualFetch() {
  const asked: { readonly range: RowRange; readonly answer: (view?: number) => void }[] = []
  const fetch: FetchRows = (range) =>
    new Promise((resolve) => {
      const answer = (view = 1) =>
        resolve({ view, from: range.from, rows: trafficRows(range.from + 1, range.count) })
      asked.push({ range, answer })
    })
  return { asked, fetch }
}

const never: FetchRows = () => new Promise(() => undefined)

/** Lets the store finish what it does with answers that have come. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('TrafficStore', () => {
  it('follows the newest rows without a single request', () => {
    const { asked, fetch } = manualFetch()
    const traffic = new TrafficStore(fetch)
    for (let shown = 50; shown <= 1_000; shown += 50) {
      traffic.applyTail(tail(shown))
      traffic.want(shown - 20, shown - 1)
    }
    expect(asked).toEqual([])
    expect(traffic.row(999)?.seq).toBe(1_000)
  })

  it('fetches the rows that come into sight, one request at a time', async () => {
    const { asked, fetch } = manualFetch()
    const traffic = new TrafficStore(fetch)
    traffic.applyTail(tail(10_000))
    traffic.want(100, 120)
    traffic.want(4_000, 4_020)
    traffic.want(7_000, 7_020)
    expect(asked.map(({ range }) => range.from)).toEqual([100])
    asked[0]?.answer()
    await settled()
    // What was scrolled past in the meantime is never asked for.
    expect(asked.map(({ range }) => range.from)).toEqual([100, 7_000])
    asked[1]?.answer()
    await settled()
    expect(traffic.row(7_010)?.seq).toBe(7_011)
  })

  it('throws the answer away when the view has changed meanwhile', async () => {
    const { asked, fetch } = manualFetch()
    const traffic = new TrafficStore(fetch)
    traffic.applyTail(tail(1_000))
    traffic.want(0, 20)
    traffic.applyTail(tail(300, { view: 2 }))
    asked[0]?.answer(1)
    await settled()
    expect(traffic.row(5)).toBeUndefined()
  })

  it('ignores a push that was made before the filter’s answer', () => {
    const traffic = new TrafficStore(never)
    traffic.applyFilter(tail(10, { view: 5 }))
    traffic.applyTail(tail(1_000, { view: 4 }))
    expect(traffic.store.getState()).toMatchObject({ view: 5, shown: 10 })
  })

  it('stops the view, not the capture, while it is paused', () => {
    const traffic = new TrafficStore(never)
    traffic.applyTail(tail(100))
    traffic.setPaused(true)
    traffic.applyTail(tail(250))
    expect(traffic.store.getState()).toMatchObject({ shown: 100, shownNow: 250, total: 250 })
    traffic.setPaused(false)
    expect(traffic.store.getState().shown).toBe(250)
  })

  it('shows what a new filter finds although it is paused', () => {
    const traffic = new TrafficStore(never)
    traffic.applyTail(tail(100))
    traffic.setPaused(true)
    // The walk through the session has just begun.
    traffic.applyTail(tail(0, { view: 2, total: 100 }))
    traffic.applyFilter(tail(40, { view: 2, total: 100 }))
    expect(traffic.store.getState()).toMatchObject({ shown: 40, paused: true })
  })

  it('stays where it is after a bad pattern, and says what is wrong', () => {
    const traffic = new TrafficStore(never)
    traffic.applyTail(tail(100))
    const { restarts } = traffic.store.getState()
    traffic.applyFilter(tail(100, { filterError: 'missing )' }))
    expect(traffic.store.getState()).toMatchObject({ shown: 100, filterError: 'missing )', restarts })
    expect(traffic.row(99)?.seq).toBe(100)
  })

  it('keeps rows and marks the shift when the oldest are discarded', () => {
    const traffic = new TrafficStore(never)
    traffic.applyTail(tail(100))
    // Ten are gone, one row says so, nothing is new: rows 11 … 100 are at 1 … 90.
    traffic.applyTail({ ...tail(91, { total: 100, discarded: 10 }), newest: trafficRows(11, 90) })
    expect(traffic.store.getState().shifted).toBe(9)
    expect(traffic.row(1)?.seq).toBe(11)
    expect(traffic.row(90)?.seq).toBe(100)
  })

  it('estimates the shift when two tails have no row in common', () => {
    const traffic = new TrafficStore(never)
    traffic.applyTail(tail(1_000))
    traffic.applyTail({ ...tail(1_000, { total: 1_500, discarded: 500 }), newest: trafficRows(1_401, 100) })
    expect(traffic.store.getState().shifted).toBe(500)
  })

  it('asks again for the rows on the screen when the indexes have shrunk during a request', async () => {
    const { asked, fetch } = manualFetch()
    const traffic = new TrafficStore(fetch)
    traffic.applyTail(tail(1_000))
    traffic.want(300, 320)
    traffic.applyTail({ ...tail(991, { total: 1_000, discarded: 10 }), newest: trafficRows(901, 100) })
    asked[0]?.answer()
    await settled()
    expect(asked).toHaveLength(2)
    expect(traffic.row(310)).toBeUndefined()
  })

  it('measures relative times from the first entry, and anew after a clear', () => {
    const traffic = new TrafficStore(never)
    traffic.applyTail(tail(50))
    traffic.applyTail(tail(500))
    expect(traffic.store.getState().firstAt).toBe(1)
    traffic.applyTail({ ...tail(0, { view: 2 }), newest: [] })
    traffic.applyTail({ ...tail(1, { view: 2 }), newest: trafficRows(501, 1) })
    expect(traffic.store.getState().firstAt).toBe(501)
  })

  it('changes its version with every change that components show', () => {
    const traffic = new TrafficStore(never)
    const { version } = traffic.store.getState()
    traffic.applyTail(tail(1))
    expect(traffic.store.getState().version).toBeGreaterThan(version)
  })

  it('goes on with the next need after a request has failed', async () => {
    let fails = true
    const asked: number[] = []
    const traffic = new TrafficStore(async (range) => {
      asked.push(range.from)
      if (fails) throw new Error('no answer')
      return { view: 1, from: range.from, rows: trafficRows(range.from + 1, range.count) }
    })
    traffic.applyTail(tail(1_000))
    traffic.want(0, 10)
    await settled()
    fails = false
    traffic.want(200, 210)
    await settled()
    expect(traffic.row(205)?.seq).toBe(206)
    expect(asked).toEqual([0, 200])
  })
})
