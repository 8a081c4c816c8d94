import { describe, expect, it } from 'vitest'
import type { TrafficTotals } from '../../../shared/model/statistics'
import { FakeClock } from '../fake-clock.test-support'
import type { PathFigures } from './path-figures'
import { type MeteredConnection, StatsMeter } from './stats-meter'
import type { TrafficCounts } from './traffic-counts'

const noTraffic = { received: 0, sent: 0, toUpstream: 0, fromUpstream: 0, receivedBytes: 0, sentBytes: 0 }

class FakeConnection implements MeteredConnection {
  figures: PathFigures | null = null
  readonly info: { readonly path: string }
  bufferedBytes = 0
  waiting = 0
  counts: TrafficTotals = noTraffic

  constructor(path: string) {
    this.info = { path }
  }

  count(counts: Partial<TrafficTotals>): void {
    this.counts = { ...this.counts, ...counts }
  }

  addCountsTo(sum: TrafficCounts): void {
    sum.add(this.counts)
  }
}

function setUp(mostPaths?: number) {
  const clock = new FakeClock()
  const meter = new StatsMeter(clock, mostPaths)
  const open = new Set<FakeConnection>()
  // Only for what it looks at: the tests take its steps.
  meter.start({
    connections: open,
    eachWaiting: (visit) => {
      for (const connection of open) visit(connection, connection.waiting)
    },
    captureBytes: () => 4096,
  })
  meter.dispose()
  return {
    meter,
    steps(count: number): void {
      for (let step = 0; step < count; step += 1) {
        clock.advance(100)
        meter.step()
      }
    },
    connect(path: string): FakeConnection {
      const connection = new FakeConnection(path)
      open.add(connection)
      meter.opened(connection)
      return connection
    },
    close(connection: FakeConnection): void {
      open.delete(connection)
      meter.closed(connection)
    },
    history: (connection: FakeConnection | null, seconds = 60) =>
      meter.history(connection?.figures?.id ?? null, seconds, null),
  }
}

describe('statistics', () => {
  it('count what happened', () => {
    const { meter } = setUp()
    meter.received(10)
    meter.received(5)
    meter.sent(3)
    meter.refused()
    meter.limited()
    meter.handlerFailed()
    expect(meter.snapshot(4, 2)).toMatchObject({
      connections: 4,
      rooms: 2,
      received: 2,
      receivedBytes: 15,
      sent: 1,
      sentBytes: 3,
      refused: 1,
      handlerErrors: 1,
      limited: 1,
      latencyP50Ms: null,
      latencyP99Ms: null,
    })
  })

  it('give rates over the last second', () => {
    const { meter, steps } = setUp()
    for (let message = 0; message < 50; message += 1) meter.received(1)
    steps(1)
    expect(meter.snapshot(0, 0).receivedPerSecond).toBe(50)
    steps(9)
    expect(meter.snapshot(0, 0).receivedPerSecond).toBe(50)
    steps(1)
    expect(meter.snapshot(0, 0).receivedPerSecond).toBe(0)
    expect(meter.snapshot(0, 0).received).toBe(50)
  })

  it('give percentiles of the latency to one per cent, and forget them after ten seconds', () => {
    const { meter, steps } = setUp()
    for (let ms = 1; ms <= 100; ms += 1) meter.answered(ms, null)
    steps(10)
    const { latencyP50Ms, latencyP99Ms } = meter.snapshot(0, 0)
    expect(Math.abs((latencyP50Ms ?? 0) - 50)).toBeLessThan(0.5)
    expect(Math.abs((latencyP99Ms ?? 0) - 99)).toBeLessThan(1)
    steps(90)
    expect(meter.snapshot(0, 0).latencyP50Ms).not.toBeNull()
    steps(10)
    expect(meter.snapshot(0, 0).latencyP50Ms).toBeNull()
  })
})

describe('statistics of a path', () => {
  it('tell what its connections counted, those that are closed too, and of all paths together', () => {
    const { connect, close, history } = setUp()
    const [first, second, other] = [connect('/a'), connect('/a'), connect('/b')]
    first.count({ received: 3, sent: 1, receivedBytes: 30, sentBytes: 10 })
    second.count({ received: 2 })
    other.count({ received: 100 })
    close(first)
    expect(history(second).totals).toEqual({
      ...noTraffic,
      received: 5,
      sent: 1,
      receivedBytes: 30,
      sentBytes: 10,
    })
    expect(history(null).totals.received).toBe(105)
    expect(history(null).paths).toMatchObject([
      { path: '/a', connections: 1 },
      { path: '/b', connections: 1 },
    ])
  })

  it('tell of each second what happened in it, and how things stood at its end', () => {
    const { connect, close, history, steps } = setUp()
    const [one, other] = [connect('/a'), connect('/b')]
    one.count({ received: 10, sent: 20, receivedBytes: 100, sentBytes: 400 })
    one.figures?.sentUpstream()
    one.figures?.receivedFromUpstream()
    one.bufferedBytes = 77
    one.waiting = 5
    other.waiting = 1
    steps(10)
    close(one)
    steps(10)
    const { series, times } = history(one)
    expect(times).toHaveLength(2)
    expect(series).toMatchObject({
      received: [10, 0],
      sent: [20, 0],
      toUpstream: [1, 0],
      fromUpstream: [1, 0],
      receivedBytes: [100, 0],
      sentBytes: [400, 0],
      connections: [1, 0],
      waitingEvents: [5, 0],
      waitingBytes: [77, 0],
      captureBytes: [null, null],
    })
    expect(history(null).series).toMatchObject({
      received: [10, 0],
      connections: [2, 1],
      waitingEvents: [6, 1],
      captureBytes: [4096, 4096],
    })
  })

  it('tell how long its answers and its handlers took, not those of other paths', () => {
    const { meter, connect, history, steps } = setUp()
    const [slow, quick] = [connect('/slow'), connect('/quick')]
    for (let message = 0; message < 10; message += 1) {
      meter.answered(200, slow.figures)
      meter.answered(2, quick.figures)
    }
    meter.handled(slow.figures?.id ?? 0, [150_000, 98, 250, 2])
    steps(10)
    expect(history(slow).series.latencyP50[0]).toBeCloseTo(200, -1)
    expect(history(quick).series.latencyP99[0]).toBeCloseTo(2, 1)
    expect(history(null).series.latencyP50[0]).toBeCloseTo(2, 1)
    expect(history(null).series.latencyP95[0]).toBeCloseTo(200, -1)
    expect(history(slow).series.handlerP95[0]).toBeCloseTo(150, -1)
    expect(history(quick).series.handlerP95[0]).toBeNull()
  })

  it('are those of further paths where there are too many, and those of all where they are gone', () => {
    const { meter, connect, close, history } = setUp(1)
    const [kept, further] = [connect('/a'), connect('/b')]
    further.count({ received: 7 })
    expect(further.figures?.path).toBeNull()
    expect(history(further)).toMatchObject({ pathId: 0, totals: { received: 7 } })
    expect(history(null).paths).toMatchObject([{ path: '/a' }, { path: null, connections: 1 }])
    close(kept)
    connect('/c')
    expect(history(kept).pathId).toBeNull()
    // What its handlers tell late counts for the others.
    expect(() => meter.handled(kept.figures?.id ?? 0, [100, 1])).not.toThrow()
  })
})
