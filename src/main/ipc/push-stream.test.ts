import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Push, Slices } from '../../shared/ipc/snapshot'
import type { ConnectionSummary } from '../../shared/model/connection'
import type { ConsoleLine } from '../../shared/model/handlers'
import { ClientLogs } from './client-logs'
import { LineLog } from './line-log'
import { type PushLimits, PushStream } from './push-stream'
import type { WindowState } from './window-state'

const limits: PushLimits = {
  intervalMs: 34,
  busyIntervalMs: 125,
  busyItems: 5,
  unacknowledged: 3,
  itemsPerPush: 10,
  pendingItems: 50,
}

function connection(id: string, state: ConnectionSummary['state'] = 'open'): ConnectionSummary {
  return {
    id,
    path: '/',
    query: '',
    state,
    remoteAddress: '127.0.0.1',
    subprotocol: '',
    headers: {},
    rooms: [],
    metadata: {},
    passthrough: {},
    faults: {},
    handlers: [],
    received: 0,
    sent: 0,
    receivedBytes: 0,
    sentBytes: 0,
    openedAt: 0,
    closed: null,
  }
}

function line(id: number): ConsoleLine {
  return { id, at: 0, level: 'info', text: `line ${id}`, location: null, cause: 0 }
}

function start() {
  const open = new Map<string, ConnectionSummary>()
  const members = new Map<string, readonly string[]>()
  const values = new Map<string, unknown>()
  const state: WindowState = {
    // Each slice reads its value from a map, so that a test can set the ones that it is about.
    slices: new Proxy({} as WindowState['slices'], {
      get: (_target, name: keyof Slices) => () => values.get(name),
    }),
    connections: () => [...open.values()],
    connection: (id) => open.get(id),
    rooms: () => [...members.keys()].map((name) => ({ name, members: members.get(name) ?? [] })),
    room: (name) => ({ name, members: members.get(name) ?? [] }),
    console: new LineLog<ConsoleLine>(100),
    clientLogs: new ClientLogs(100),
  }
  const sent: Push[] = []
  const stream = new PushStream(state, (push) => sent.push(push), limits)
  const openOne = (id: string): void => {
    open.set(id, connection(id))
    stream.markConnection(id)
  }
  return { open, members, values, state, sent, stream, openOne }
}

describe('PushStream', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('merges what happens between two pushes and reads it when it sends', () => {
    const { stream, values, sent } = start()
    for (const name of ['first', 'second', 'third']) {
      values.set('server', name)
      stream.markSlice('server')
    }
    vi.advanceTimersByTime(50)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ push: 1, slices: { server: 'third' } })
  })

  it('sends at most 30 pushes a second', () => {
    const { stream, sent } = start()
    for (let ms = 0; ms < 1000; ms += 1) {
      stream.markSlice('stats')
      vi.advanceTimersByTime(1)
      stream.acknowledge(sent.length)
    }
    expect(sent.length).toBeGreaterThan(20)
    expect(sent.length).toBeLessThanOrEqual(30)
  })

  it('sends fewer of many items each, as long as all of them fit', () => {
    const { stream, openOne, sent } = start()
    const pushesOf = (connections: number) => {
      const before = sent.length
      for (let ms = 0; ms < 1000; ms += 10) {
        for (let number = 1; number <= connections; number += 1) openOne(`c${number}`)
        vi.advanceTimersByTime(10)
        stream.acknowledge(sent.at(-1)?.push)
      }
      return sent.length - before
    }
    expect(pushesOf(4)).toBeGreaterThan(20)
    expect(pushesOf(8)).toBeLessThanOrEqual(10)
    // Those that did not fit are waited for.
    expect(pushesOf(12)).toBeGreaterThan(20)
  })

  it('sends nothing when nothing was marked', () => {
    const { sent } = start()
    vi.advanceTimersByTime(10_000)
    expect(sent).toEqual([])
  })

  it('stops while pushes are unacknowledged, and sends the latest state when it may go on', () => {
    const { stream, values, sent } = start()
    for (let round = 1; round <= 20; round += 1) {
      values.set('server', round)
      stream.markSlice('server')
      vi.advanceTimersByTime(100)
    }
    expect(sent.map((push) => push.slices.server)).toEqual([1, 2, 3])
    stream.acknowledge(3)
    vi.advanceTimersByTime(100)
    expect(sent).toHaveLength(4)
    expect(sent[3]).toMatchObject({ push: 4, slices: { server: 20 } })
  })

  it.each([99, -1, Number.NaN, '3', null])('ignores the nonsense acknowledgement %s', (nonsense) => {
    const { stream, sent } = start()
    for (let round = 1; round <= 5; round += 1) {
      stream.markSlice('server')
      vi.advanceTimersByTime(100)
    }
    stream.acknowledge(nonsense)
    vi.advanceTimersByTime(100)
    expect(sent).toHaveLength(limits.unacknowledged)
  })

  it('pushes new and changed connections, and takes closed ones off the list', () => {
    const { stream, openOne, open, sent } = start()
    openOne('c1')
    openOne('c2')
    open.set('c2', connection('c2', 'closed'))
    stream.markConnection('c3')
    vi.advanceTimersByTime(50)
    expect(sent[0]?.connections.changed.map(({ id }) => id)).toEqual(['c1'])
    expect(sent[0]?.connections.removed).toEqual(['c2', 'c3'])
  })

  it('bounds a push: the connections that do not fit go with the next ones', () => {
    const { stream, openOne, sent } = start()
    for (let number = 1; number <= 25; number += 1) openOne(`c${number}`)
    for (let round = 0; round < 5; round += 1) {
      vi.advanceTimersByTime(50)
      stream.acknowledge(sent.length)
    }
    expect(sent.map((push) => push.connections.changed.length)).toEqual([10, 10, 5])
  })

  it('leaves a number out when too much is pending, so that the window loads a snapshot', () => {
    const { stream, openOne, sent } = start()
    for (let number = 1; number <= limits.pendingItems + 1; number += 1) openOne(`c${number}`)
    vi.advanceTimersByTime(50)
    expect(sent[0]?.push).toBe(2)
    stream.snapshot()
    vi.advanceTimersByTime(1000)
    expect(sent).toHaveLength(1)
  })

  it('pushes a room without members, so that the window can remove it', () => {
    const { stream, members, sent } = start()
    members.set('lobby', ['c1'])
    stream.markRoom('lobby')
    stream.markRoom('empty')
    vi.advanceTimersByTime(50)
    expect(sent[0]?.rooms).toEqual([
      { name: 'lobby', members: ['c1'] },
      { name: 'empty', members: [] },
    ])
  })

  it('pushes new lines once, and says when the log was cleared', () => {
    const { stream, state, sent } = start()
    state.console.add(line(1))
    stream.markLines()
    vi.advanceTimersByTime(50)
    state.console.clear()
    state.console.add(line(2))
    stream.markLines()
    vi.advanceTimersByTime(50)
    expect(sent.map((push) => push.console)).toEqual([
      { cleared: false, added: [line(1)] },
      { cleared: true, added: [line(2)] },
    ])
  })

  it('gives a snapshot with the number of the last push, and does not repeat what is in it', () => {
    const { stream, openOne, state, values, sent } = start()
    values.set('server', 'running')
    openOne('c1')
    vi.advanceTimersByTime(50)
    openOne('c2')
    state.console.add(line(1))
    const snapshot = stream.snapshot()
    expect(snapshot).toMatchObject({ push: 1, slices: { server: 'running' }, console: [line(1)] })
    expect(snapshot.connections.map(({ id }) => id)).toEqual(['c1', 'c2'])
    vi.advanceTimersByTime(1000)
    expect(sent).toHaveLength(1)
    openOne('c3')
    vi.advanceTimersByTime(50)
    expect(sent[1]).toMatchObject({ push: 2, console: { cleared: false, added: [] } })
  })

  it('gives the first of many connections with a snapshot, and the others with the pushes after it', () => {
    const { open, stream, sent } = start()
    for (let number = 1; number <= 25; number += 1) open.set(`c${number}`, connection(`c${number}`))
    const { connections } = stream.snapshot()
    for (let push = 1; push <= 3; push += 1) {
      vi.advanceTimersByTime(100)
      stream.acknowledge(push)
    }
    const shown = [connections, ...sent.map((push) => push.connections.changed)]
    expect(shown.map((some) => some.length)).toEqual([10, 10, 5])
    expect(shown.flat().map(({ id }) => id)).toEqual([...open.keys()])
  })

  it('gives all connections with a snapshot where they are too many to be marked', () => {
    const { open, stream, sent } = start()
    for (let number = 1; number <= 30; number += 1) open.set(`c${number}`, connection(`c${number}`))
    expect(stream.snapshot().connections).toHaveLength(30)
    vi.advanceTimersByTime(100)
    expect(sent).toEqual([])
  })

  it('starts again for a page that asks for a snapshot after a former one stopped acknowledging', () => {
    const { stream, sent } = start()
    for (let round = 1; round <= 5; round += 1) {
      stream.markSlice('server')
      vi.advanceTimersByTime(100)
    }
    expect(sent).toHaveLength(3)
    expect(stream.snapshot().push).toBe(3)
    stream.markSlice('server')
    vi.advanceTimersByTime(100)
    expect(sent).toHaveLength(4)
  })

  it('sends nothing after it was disposed of', () => {
    const { stream, sent } = start()
    stream.markSlice('server')
    stream.dispose()
    vi.advanceTimersByTime(1000)
    expect(sent).toEqual([])
  })
})
