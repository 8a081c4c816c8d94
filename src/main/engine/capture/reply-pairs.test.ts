import { describe, expect, it } from 'vitest'
import type { TrafficRow } from '../../../shared/model/traffic'
import { trafficFilterSchema } from '../../../shared/model/traffic'
import { CaptureSession } from './capture-session'
import { EntryBatcher } from './entry-batcher'
import { directionCodes, kindCodes, originCodes } from './entry-codes'

interface Message {
  readonly by: 'client' | 'server' | 'upstream-out' | 'upstream-in'
  readonly payload: unknown
  readonly connection?: number
  readonly cause?: number
}

const directionOf = {
  client: 'from-client',
  server: 'to-client',
  'upstream-out': 'to-upstream',
  'upstream-in': 'from-upstream',
} as const

/** Messages a millisecond apart, numbered from 1; of a history of 1,024 entries per chunk. */
function sessionOf(messages: readonly Message[]): {
  readonly session: CaptureSession
  readonly notices: string[]
} {
  const notices: string[] = []
  const session = new CaptureSession(
    { budgetBytes: 1e9, history: null, firstView: 1 },
    { tail: () => undefined, notice: (text) => notices.push(text) },
  )
  const batcher = new EntryBatcher()
  messages.forEach(({ by, payload, connection = 1, cause = 0 }, index) => {
    const numbers = {
      seq: index + 1,
      at: 1000 + index,
      kind: kindCodes.text,
      direction: directionCodes[directionOf[by]],
      origin: originCodes.client,
      connection,
      code: 0,
      cause,
    }
    batcher.add(numbers, '/', typeof payload === 'string' ? payload : JSON.stringify(payload))
    if (index % 1024 === 1023) session.append(batcher.take(1, 0))
  })
  if (!batcher.isEmpty) session.append(batcher.take(1, 0))
  return { session, notices }
}

async function rowsOf(session: CaptureSession): Promise<readonly TrafficRow[]> {
  await session.filter(trafficFilterSchema.parse({}))
  return session.window(0, 500).rows
}

/** For each row the request that it answers, 0 for none. */
async function requestsOf(messages: readonly Message[]): Promise<readonly number[]> {
  return (await rowsOf(sessionOf(messages).session)).map(({ request = 0 }) => request)
}

describe('replies are paired with their requests by an id', () => {
  it('each on its own connection, with the time between the two', async () => {
    const { session } = sessionOf([
      { by: 'client', payload: { id: 1, q: 'a' } },
      { by: 'client', payload: { id: 1, q: 'b' }, connection: 2 },
      { by: 'client', payload: { id: 2, q: 'c' } },
      { by: 'server', payload: { id: 2, a: 'c' } },
      { by: 'server', payload: { id: 1, a: 'b' }, connection: 2 },
      { by: 'server', payload: { id: 1, a: 'a' } },
    ])
    const rows = await rowsOf(session)
    expect(rows.map(({ request = 0 }) => request)).toEqual([0, 0, 0, 3, 2, 1])
    expect(rows.map(({ latencyMs }) => latencyMs)).toEqual([null, null, null, 1, 3, 5])
    expect((await session.detail(6))?.pair).toEqual({ request: { seq: 1, ms: 5 }, reply: null })
    expect((await session.detail(1))?.pair).toEqual({ request: null, reply: { seq: 6, ms: 5 } })
    expect(session.tail().newest.at(-1)?.request).toBe(1)
  })

  it('also those of the client to requests of the server, and those of an upstream', async () => {
    expect(
      await requestsOf([
        { by: 'server', payload: { id: 'x', ask: true } },
        { by: 'client', payload: { id: 'x', ok: true } },
        { by: 'upstream-out', payload: { id: 'y' } },
        { by: 'upstream-in', payload: { id: 'y' } },
      ]),
    ).toEqual([0, 1, 0, 3])
  })

  it('where the same id is used again: the side that used it first is the one that asks', async () => {
    const again = [
      { by: 'client', payload: { id: 1 } },
      { by: 'server', payload: { id: 1, next: 1 } },
      { by: 'server', payload: { id: 1, next: 2 } },
      { by: 'client', payload: { id: 1 } },
      { by: 'server', payload: { id: 1, next: 1 } },
    ] as const
    expect(await requestsOf(again)).toEqual([0, 1, 1, 0, 4])
  })

  it('where both sides of JSON-RPC count from 1', async () => {
    expect(
      await requestsOf([
        { by: 'client', payload: { id: 1, method: 'a' } },
        { by: 'server', payload: { id: 1, method: 'b' } },
        { by: 'server', payload: { id: 1, result: 'of a' } },
        { by: 'client', payload: { id: 1, result: 'of b' } },
      ]),
    ).toEqual([0, 0, 1, 2])
  })

  it('while what a handler did in answer goes before what ids say', async () => {
    const { session } = sessionOf([
      { by: 'client', payload: { id: 1 } },
      { by: 'client', payload: { id: 2 } },
      { by: 'server', payload: { id: 1 }, cause: 2 },
    ])
    expect((await rowsOf(session)).map(({ request = 0 }) => request)).toEqual([0, 0, 2])
    expect((await session.detail(2))?.pair.reply).toEqual({ seq: 3, ms: 1 })
  })

  it('and what was only passed on is paired with what the client asked', async () => {
    const { session } = sessionOf([
      { by: 'client', payload: { id: 1 } },
      { by: 'upstream-out', payload: { id: 1 }, cause: 1 },
      { by: 'upstream-in', payload: { id: 1 } },
      { by: 'server', payload: { id: 1 }, cause: 3 },
    ])
    expect((await rowsOf(session)).map(({ request = 0 }) => request)).toEqual([0, 0, 2, 1])
    expect((await session.detail(1))?.pair.reply).toEqual({ seq: 4, ms: 3 })
  })

  it('by the paths of the workspace once they are set, and by none where there are none', async () => {
    const { session, notices } = sessionOf([
      { by: 'client', payload: { op: { n: 5 } } },
      { by: 'server', payload: { op: { n: 5 } } },
    ])
    expect((await rowsOf(session))[1]?.request).toBeUndefined()
    session.pairBy({ id: ['$.op.n', '$[?('] })
    expect((await rowsOf(session))[1]?.request).toBe(1)
    expect(notices).toEqual([expect.stringContaining('$[?(')])
    session.pairBy({ id: [] })
    expect((await rowsOf(session))[1]?.request).toBeUndefined()
  })

  it('over thousands of other messages, and across more than the list looks through for the entry itself', async () => {
    const between = Array.from({ length: 40_000 }, (_, n) => ({
      by: 'client' as const,
      payload: `m${n}`,
      connection: 2,
    }))
    const { session } = sessionOf([
      { by: 'client', payload: { id: 1 } },
      ...between,
      { by: 'server', payload: { id: 1 } },
    ])
    const last = between.length + 2
    await session.filter(trafficFilterSchema.parse({}))
    expect((await session.detail(1))?.pair.reply).toEqual({ seq: last, ms: last - 1 })
    expect((await session.detail(last))?.pair.request).toEqual({ seq: 1, ms: last - 1 })
    // The list gives up before: a row without a pair costs no more than that.
    expect(session.tail().newest.at(-1)?.request).toBeUndefined()
  })
})
