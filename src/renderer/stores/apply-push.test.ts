import { describe, expect, it } from 'vitest'
import type { Push } from '../../shared/ipc/snapshot'
import type { ConnectionSummary } from '../../shared/model/connection'
import type { ConsoleLine } from '../../shared/model/handlers'
import { initialData, keptLines } from './app-state'
import { createAppStore } from './app-store'
import { applyPush } from './apply-push'

function push(change: Partial<Push> = {}): Push {
  return {
    push: 1,
    slices: {},
    connections: { changed: [], removed: [] },
    rooms: [],
    console: { cleared: false, added: [] },
    clientLogs: [],
    ...change,
  }
}

function connection(id: string, received = 0): ConnectionSummary {
  return {
    id,
    path: '/',
    query: '',
    state: 'open',
    remoteAddress: '127.0.0.1',
    subprotocol: '',
    headers: {},
    rooms: [],
    metadata: {},
    passthrough: {},
    faults: {},
    handlers: [],
    received,
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

describe('a push', () => {
  it('replaces a connection in its place and takes others off the list', () => {
    const before = {
      ...initialData,
      connections: new Map(['c1', 'c2', 'c3'].map((id) => [id, connection(id)])),
    }
    const after = applyPush(
      before,
      push({ connections: { changed: [connection('c2', 5), connection('c4')], removed: ['c1'] } }),
    )
    expect([...(after.connections?.keys() ?? [])]).toEqual(['c2', 'c3', 'c4'])
    expect(after.connections?.get('c2')?.received).toBe(5)
    expect(before.connections.size).toBe(3)
  })

  it('takes a room without members off the list', () => {
    const before = { ...initialData, rooms: new Map([['lobby', { name: 'lobby', members: ['c1'] }]]) }
    const after = applyPush(
      before,
      push({
        rooms: [
          { name: 'lobby', members: [] },
          { name: 'den', members: ['c2'] },
        ],
      }),
    )
    expect([...(after.rooms?.keys() ?? [])]).toEqual(['den'])
  })

  it('leaves what it does not mention identical, so that nothing renders again for it', () => {
    const before = { ...initialData, console: [line(1)] }
    const after = applyPush(before, push({ slices: { server: { state: 'starting' } } }))
    expect(after.server).toEqual({ state: 'starting' })
    expect(after.connections).toBe(before.connections)
    expect(after.rooms).toBe(before.rooms)
    expect(after.console).toBe(before.console)
    expect(after.clientLogs).toBe(before.clientLogs)
  })

  it('keeps the newest lines of the console only', () => {
    const before = { ...initialData, console: Array.from({ length: keptLines }, (_, id) => line(id)) }
    const after = applyPush(before, push({ console: { cleared: false, added: [line(9000)] } }))
    expect(after.console).toHaveLength(keptLines)
    expect(after.console?.[0]?.id).toBe(1)
    expect(after.console?.at(-1)?.id).toBe(9000)
  })

  it('adds to the logs of the clients that it tells of, and drops one that is empty', () => {
    const entry = { id: 1, at: 0, kind: 'sent', text: 'hello', binaryBytes: 0 } as const
    const before = {
      ...initialData,
      clientLogs: new Map([1, 2, 3].map((client) => [client, [entry]])),
    }
    const after = applyPush(
      before,
      push({
        clientLogs: [
          { client: 2, cleared: false, added: [{ ...entry, id: 2 }] },
          { client: 3, cleared: true, added: [] },
          { client: 4, cleared: false, added: [entry] },
        ],
      }),
    )
    expect(Array.from(after.clientLogs ?? [], ([client, { length }]) => [client, length])).toEqual([
      [1, 1],
      [2, 2],
      [4, 1],
    ])
    expect(after.clientLogs?.get(1)).toBe(before.clientLogs.get(1))
  })

  it('shows only what came after a clear', () => {
    const before = { ...initialData, console: [line(1), line(2)] }
    const after = applyPush(before, push({ console: { cleared: true, added: [line(3)] } }))
    expect(after.console?.map(({ id }) => id)).toEqual([3])
  })
})

describe('a snapshot', () => {
  it('replaces everything but what the person has chosen', () => {
    const store = createAppStore()
    store.getState().setUi({ shownConnections: ['c1'] })
    store.getState().receivePush(push({ console: { cleared: false, added: [line(1)] } }))
    const { ready, connections, rooms, console, clientLogs, ui, ...rest } = initialData
    store.getState().receiveSnapshot({
      push: 7,
      slices: { ...rest, server: { state: 'starting' } },
      connections: [connection('c9')],
      rooms: [],
      console: [],
      clientLogs: [],
    })
    expect(store.getState()).toMatchObject({ ready: true, server: { state: 'starting' }, console: [] })
    expect([...store.getState().connections.keys()]).toEqual(['c9'])
    expect(store.getState().ui.shownConnections).toEqual(['c1'])
  })

  it('keeps a part that is told again as it was, so that nothing is drawn anew for it', () => {
    const handlerFiles = [{ path: 'handlers/a.ts', disabled: false, version: '' }]
    const before = { ...initialData, handlerFiles }
    const again = { handlerFiles: structuredClone(handlerFiles), scenarios: initialData.scenarios }
    expect(Object.keys(applyPush(before, push({ slices: again })))).not.toContain('handlerFiles')
    const changed = [{ path: 'handlers/a.ts', disabled: true, version: '' }]
    expect(applyPush(before, push({ slices: { ...again, handlerFiles: changed } })).handlerFiles).toEqual(
      changed,
    )
  })
})
