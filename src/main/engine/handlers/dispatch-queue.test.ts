import { describe, expect, it } from 'vitest'
import { FakeClock } from '../fake-clock.test-support'
import { DispatchQueue } from './dispatch-queue'
import { describing } from './fake-host.test-support'
import type { DispatchTarget } from './lane'
import type { HandlerEvents } from './protocol'

class Target implements DispatchTarget {
  inFlight = 0
  lanes = 0
  readonly told: string[] = []
  readonly #sink = describing(this.told)

  constructor(readonly version: number) {}

  write(): HandlerEvents {
    return this.#sink
  }
}

class FakeConnection {
  readonly paused: boolean[] = []
  rooms: string[] = []

  constructor(readonly number: number) {}

  pauseReading(): void {
    this.paused.push(true)
  }

  resumeReading(): void {
    this.paused.push(false)
  }
}

const close = { code: 1000, reason: '', wasClean: true }

function setUp() {
  const clock = new FakeClock()
  const lost: string[] = []
  const released: DispatchTarget[] = []
  const forgotten: string[] = []
  const latencies: number[] = []
  let entry = 0
  const queue = new DispatchQueue<FakeConnection>(
    {
      describe: ({ number, rooms }) => ({
        connection: number,
        rooms,
        path: '/',
        query: '',
        headers: {},
        remoteAddress: '',
        protocols: [],
        subprotocol: '',
        openedAt: 0,
        metadata: {},
        passthrough: {},
        pathId: 0,
      }),
      lost: (connection, event, loss) => lost.push(`c${connection.number} #${event.entry} ${loss}`),
      gone: (number, _close, target) => forgotten.push(`c${number} but by ${target?.version ?? 'nobody'}`),
      released: (target) => released.push(target),
      backpressure: () => undefined,
      answered: (_connection, ms) => latencies.push(ms),
    },
    clock,
    () => --entry,
  )
  return { clock, queue, lost, released, forgotten, latencies }
}

describe('DispatchQueue', () => {
  it('sends each connection’s events in order, and what came before there was a target as well', () => {
    const { queue } = setUp()
    queue.opened(new FakeConnection(1), 1)
    queue.message(1, 2, 'text', 'early')
    const target = new Target(1)
    queue.switchTo(target)
    queue.message(1, 3, 'text', 'late')
    queue.closed(1, 4, close)
    expect(target.told).toEqual(['#1 opened c1', '#2 c1 early', '#3 c1 late', '#4 c1 closed 1000'])
    for (const entry of [1, 2, 3, 4]) queue.handled(target, 1, entry)
    expect(queue.size).toBe(0)
    expect([target.inFlight, target.lanes]).toEqual([0, 0])
  })

  it('takes a connection over to newer code only between two events, and keeps the order', () => {
    const { queue, released } = setUp()
    const old = new Target(1)
    queue.switchTo(old)
    queue.opened(new FakeConnection(1), 1)
    queue.opened(new FakeConnection(2), 2)
    queue.handled(old, 1, 1)
    queue.handled(old, 2, 2)
    queue.message(2, 3, 'text', 'slow')
    const newer = new Target(2)
    queue.switchTo(newer)
    queue.message(1, 4, 'text', 'a')
    queue.message(2, 5, 'text', 'b')
    expect(newer.told).toEqual(['adopted c1', 'adopted c2', '#-1 reloaded c1', '#4 c1 a'])
    expect(released).toEqual([])
    queue.handled(old, 2, 3)
    expect(newer.told.slice(4)).toEqual(['#-2 reloaded c2', '#5 c2 b'])
    expect(released).toEqual([old])
  })

  it('introduces newer code to the connections that it does not serve yet', () => {
    const { queue } = setUp()
    const old = new Target(1)
    queue.switchTo(old)
    const connection = new FakeConnection(1)
    connection.rooms = ['lobby']
    queue.opened(connection, 1)
    const newer = new Target(2)
    queue.switchTo(newer)
    expect(newer.told).toEqual(['adopted c1 in lobby'])
  })

  it('delivers again what an ended worker left, but for the blamed event and those that had acted', () => {
    const { queue, lost } = setUp()
    const first = new Target(1)
    queue.switchTo(first)
    queue.opened(new FakeConnection(1), 1)
    queue.opened(new FakeConnection(2), 2)
    queue.opened(new FakeConnection(3), 3)
    for (const number of [1, 2, 3]) queue.handled(first, number, number)
    queue.message(1, 4, 'text', 'loops')
    queue.message(1, 5, 'text', 'next')
    queue.message(2, 6, 'text', 'had answered half')
    queue.message(2, 7, 'text', 'fine')
    queue.message(3, 8, 'text', 'had told others')
    queue.acted(6, 2, true)
    queue.acted(8, 0, false)
    queue.takeBack(first, { reason: 'blocked for 1 s', blamed: 4, isFault: true })
    expect(lost).toEqual(['c1 #4 blamed', 'c2 #6 acted', 'c3 #8 acted'])
    queue.message(3, 9, 'text', 'meanwhile')
    const second = new Target(1)
    queue.switchTo(second)
    expect(second.told).toEqual([
      'adopted c1',
      'adopted c2',
      'adopted c3',
      '#5 c1 next',
      '#7 c2 fine',
      '#9 c3 meanwhile',
    ])
  })

  it('gives up an event during which two workers ended, though nobody knows that it was the cause', () => {
    const { queue, lost } = setUp()
    let target = new Target(1)
    queue.switchTo(target)
    queue.opened(new FakeConnection(1), 1)
    queue.handled(target, 1, 1)
    queue.message(1, 2, 'text', 'loops after an await')
    queue.message(1, 3, 'text', 'innocent')
    for (let end = 1; end <= 2; end++) {
      queue.takeBack(target, { reason: 'blocked', blamed: 0, isFault: true })
      target = new Target(1)
      queue.switchTo(target)
    }
    expect(lost).toEqual(['c1 #2 suspect'])
    expect(target.told).toEqual(['adopted c1', '#3 c1 innocent'])
  })

  it('opens again a connection whose onConnect had not finished, unless that was to blame', () => {
    const { queue } = setUp()
    const first = new Target(1)
    queue.switchTo(first)
    queue.opened(new FakeConnection(1), 1)
    queue.opened(new FakeConnection(2), 2)
    queue.takeBack(first, { reason: 'blocked', blamed: 1, isFault: true })
    const second = new Target(1)
    queue.switchTo(second)
    expect(second.told).toEqual(['adopted c1', '#2 opened c2'])
  })

  it('runs onReload again where the worker ended before it had run', () => {
    const { queue } = setUp()
    const [old, newer, again] = [new Target(1), new Target(2), new Target(2)]
    queue.switchTo(old)
    queue.opened(new FakeConnection(1), 1)
    queue.handled(old, 1, 1)
    queue.switchTo(newer)
    queue.takeBack(newer, { reason: 'process.exit(0)', blamed: 0, isFault: true })
    queue.switchTo(again)
    expect(newer.told).toEqual(['adopted c1', '#-1 reloaded c1'])
    expect(again.told).toEqual(['adopted c1', '#-1 reloaded c1'])
  })

  it('ignores what a worker says about events that were taken back from it', () => {
    const { queue } = setUp()
    const [old, newer] = [new Target(1), new Target(2)]
    queue.switchTo(old)
    queue.opened(new FakeConnection(1), 1)
    queue.switchTo(newer)
    queue.takeBack(old, { reason: 'not finished', blamed: 0, isFault: false })
    queue.handled(old, 1, 1)
    expect(newer.told.at(-1)).toBe('#1 opened c1')
    expect(newer.inFlight).toBe(1)
  })

  it('forgets a connection whose last event was to blame', () => {
    const { queue } = setUp()
    const target = new Target(1)
    queue.switchTo(target)
    queue.opened(new FakeConnection(1), 1)
    queue.handled(target, 1, 1)
    queue.closed(1, 2, close)
    queue.takeBack(target, { reason: 'blocked', blamed: 2, isFault: true })
    expect(queue.size).toBe(0)
  })

  it('has newer code forget a connection that ends while older code still serves it', () => {
    const { queue, forgotten } = setUp()
    const [old, newer] = [new Target(1), new Target(2)]
    queue.switchTo(old)
    queue.opened(new FakeConnection(1), 1)
    queue.switchTo(newer)
    expect(newer.told).toEqual(['adopted c1'])
    queue.closed(1, 2, close)
    expect(forgotten).toEqual(['c1 but by 1'])
    queue.handled(old, 1, 1)
    expect(newer.told).toEqual(['adopted c1', 'adopted c1', '#2 c1 closed 1000'])
    queue.handled(newer, 1, 2)
    expect(forgotten).toEqual(['c1 but by 1', 'c1 but by 2'])
  })

  it('does not introduce newer code to a connection whose end older code handles', () => {
    const { queue, forgotten } = setUp()
    const [old, newer] = [new Target(1), new Target(2)]
    queue.switchTo(old)
    queue.opened(new FakeConnection(1), 1)
    queue.closed(1, 2, close)
    queue.switchTo(newer)
    queue.handled(old, 1, 1)
    queue.handled(old, 1, 2)
    expect(newer.told).toEqual([])
    expect(forgotten).toEqual(['c1 but by 1', 'c1 but by 1'])
    expect(queue.size).toBe(0)
  })

  it('stops reading above the high-water mark and goes on at half', () => {
    const { queue } = setUp()
    const target = new Target(1)
    queue.switchTo(target)
    const connection = new FakeConnection(1)
    queue.opened(connection, 1)
    for (let entry = 2; entry <= 1024; entry++) queue.message(1, entry, 'text', 'x')
    expect(connection.paused).toEqual([])
    queue.message(1, 1025, 'text', 'x')
    expect(connection.paused).toEqual([true])
    for (let entry = 1; entry <= 512; entry++) queue.handled(target, 1, entry)
    expect(connection.paused).toEqual([true])
    queue.handled(target, 1, 513)
    expect(connection.paused).toEqual([true, false])
  })

  it('counts bytes as well as messages', () => {
    const { queue } = setUp()
    const connection = new FakeConnection(1)
    queue.opened(connection, 1)
    queue.message(1, 2, 'binary', new Uint8Array(4 * 1024 * 1024 + 1))
    expect(connection.paused).toEqual([true])
  })

  it('measures from the arrival of a message to its first answer', () => {
    const { clock, queue, latencies } = setUp()
    const target = new Target(1)
    queue.switchTo(target)
    queue.opened(new FakeConnection(1), 1)
    queue.handled(target, 1, 1)
    queue.message(1, 2, 'text', 'x')
    clock.advance(12)
    queue.acted(2, 1, true)
    clock.advance(5)
    queue.acted(2, 1, true)
    expect(latencies).toEqual([12])
  })

  it('measures to the answer that comes after a room was joined', () => {
    const { clock, queue, latencies } = setUp()
    const target = new Target(1)
    queue.switchTo(target)
    queue.opened(new FakeConnection(1), 1)
    queue.handled(target, 1, 1)
    queue.message(1, 2, 'text', '/join lobby')
    queue.acted(2, 1, false)
    queue.acted(2, 0, true)
    clock.advance(7)
    queue.acted(2, 1, true)
    queue.handled(target, 1, 2)
    expect(latencies).toEqual([7])
  })
})
