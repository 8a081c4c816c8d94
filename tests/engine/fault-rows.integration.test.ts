import { afterEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type TrafficDetail, type TrafficFilter, trafficFilterSchema } from '../../src/shared/model/traffic'
import { faultSchema } from '../../src/shared/model/workspace'
import { type Client, type Mock, startMock } from '../engine-fixture'
import { heldUntil, setBreakpoints } from '../holds/hold-fixture'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

const handler = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onConnect(ctx) { ctx.joinRoom('all') },
    onMessage(ctx, msg) {
      if (msg.type === 'text' && msg.text === 'to all') ctx.broadcastToRoom('all', 'news')
      else if (msg.type === 'text') ctx.sendText('re ' + msg.text)
    },
  })`

async function start(...faults: z.input<typeof faultSchema>[]): Promise<{ mock: Mock; client: Client }> {
  mock = await startMock({ 'handlers/echo.ts': handler }, { faults })
  return { mock, client: await mock.connect('/a') }
}

/** What is known of the entries that the filter shows, oldest first. */
async function entries({ engine }: Mock, filter: Partial<TrafficFilter>): Promise<TrafficDetail[]> {
  await engine.capture.filter(trafficFilterSchema.parse(filter))
  const { rows } = await engine.capture.window(0, 100)
  return Promise.all(
    rows.map(async ({ seq }) => {
      const detail = await engine.capture.detail(seq)
      if (!detail) throw new Error(`Entry ${seq} is gone`)
      return detail
    }),
  )
}

async function answerTo(mock: Mock, text: string): Promise<TrafficDetail> {
  const [detail] = await entries(mock, { text: `re ${text}`, directions: ['to-client'] })
  if (!detail) throw new Error(`Nothing answers ${text}`)
  return detail
}

/** Resolves once the answer's row says the same of faults as `actions`. */
async function actionsOf(mock: Mock, text: string): Promise<readonly string[]> {
  const { row } = await answerTo(mock, text)
  return (row.faults ?? []).map(({ action }) => action)
}

describe('the row of a message that a fault touched', () => {
  it('says that it was lost, and nothing counts it as sent', async () => {
    const { mock, client } = await start({ name: 'lossy', drop: 1, enabled: true })
    await client.send('a')
    await expect.poll(() => actionsOf(mock, 'a')).toEqual(['dropped'])
    const { row, why } = await answerTo(mock, 'a')
    expect(row.faults).toEqual([{ fault: 'lossy', action: 'dropped' }])
    expect(why.at(-1)).toEqual({
      actor: 'fault lossy',
      outcome: 'dropped it: the client did not get it',
      durationMs: null,
    })
    expect(why[0]?.actor).toContain('echo.ts')
    expect(mock.engine.connections()[0]?.sent).toBe(0)
    expect(mock.engine.stats().sent).toBe(0)
  })

  it('says how late it came, by which faults, and how long it waited behind an earlier one', async () => {
    const late = { mean: 60, stddev: 0 }
    const { mock, client } = await start(
      { name: 'slow', latencyMs: late, enabled: true },
      { name: 'twice', duplicate: 1, enabled: true },
    )
    await client.send('a')
    expect(await client.take(2)).toEqual(['re a', 're a'])
    const first = await answerTo(mock, 'a')
    expect(first.row.faults).toEqual([
      { fault: 'slow', action: 'delayed', ms: 60 },
      { fault: 'twice', action: 'duplicated' },
    ])
    expect(first.why.slice(-2)).toEqual([
      { actor: 'fault slow', outcome: 'delayed it', durationMs: 60 },
      { actor: 'fault twice', outcome: 'sent it twice', durationMs: null },
    ])
    expect(mock.engine.connections()[0]?.sent).toBe(2)
    mock.engine.setFaults([faultSchema.parse({ name: 'asleep', latencyMs: { mean: 60_000 }, enabled: true })])
    await client.send('b')
    await expect.poll(() => actionsOf(mock, 'b')).toEqual(['delayed'])
    mock.engine.setFaults([])
    await client.send('c')
    await expect.poll(() => actionsOf(mock, 'c')).toEqual(['waited'])
  })

  it('shows what the client got, and before that what was sent', async () => {
    const { mock, client } = await start({ name: 'noise', corrupt: 1, enabled: true })
    await client.send('a')
    const [got] = await client.take(1)
    const [touched] = await entries(mock, { kinds: ['fault'] })
    if (!touched) throw new Error('The corrupted answer is not to be found')
    const { row, body, before, why } = touched
    expect(row.preview).toBe(got)
    expect(row.size).toBe(Buffer.byteLength(String(got)))
    expect(body).toEqual({ type: 'text', text: got })
    expect(before).toBe('re a')
    expect(why.at(-1)).toMatchObject({ actor: 'fault noise' })
    expect(why.at(-1)?.outcome).toMatch(/^corrupted it: ".+" became "\ufffd" at offset \d$/)
    const copied = await mock.engine.capture.copy([{ from: row.seq, to: row.seq }], 'jsonl')
    expect(JSON.parse(copied.text)).toMatchObject({ text: got, faults: [{ action: 'corrupted' }] })
  })

  it('says that the next one went first, or that none came', async () => {
    const { mock, client } = await start({ name: 'mixed', reorder: 1, enabled: true })
    await client.send('a')
    await expect.poll(() => actionsOf(mock, 'a')).toEqual(['held-back'])
    await client.send('b')
    expect(await client.take(2)).toEqual(['re b', 're a'])
    expect(await actionsOf(mock, 'a')).toEqual(['reordered'])
    expect(await actionsOf(mock, 'b')).toEqual([])
    await client.send('c')
    expect(await client.take(1)).toEqual(['re c'])
    const { row, why } = await answerTo(mock, 'c')
    expect(row.faults).toMatchObject([{ fault: 'mixed', action: 'held-back', ms: expect.any(Number) }])
    expect(why.at(-1)?.outcome).toBe('held it back, but no message came to go first')
  })

  it('says that it never went where the connection ended first', async () => {
    const late = { mean: 60_000 }
    const { mock, client } = await start({ name: 'slow', latencyMs: late, enabled: true })
    await client.send('a')
    await expect.poll(() => actionsOf(mock, 'a')).toEqual(['delayed'])
    client.socket.terminate()
    await expect.poll(() => actionsOf(mock, 'a')).toEqual(['delayed', 'lost'])
    expect((await answerTo(mock, 'a')).why.at(-1)?.actor).toBe('faults')
  })

  it('names the fault that closed the connection behind it, which has a row of its own', async () => {
    const { mock, client } = await start({
      name: 'cut',
      disconnectAfter: 1,
      closeCode: 4001,
      enabled: true,
    })
    await client.send('a')
    await client.closed
    const { row, why, effects } = await answerTo(mock, 'a')
    expect(why.at(-1)).toMatchObject({
      actor: 'fault cut',
      outcome: 'closed the connection behind it with 4001',
    })
    expect(effects).toMatchObject([
      { kind: 'fault', cause: row.seq, preview: 'fault cut: the connection is closed with 4001' },
    ])
  })

  it('is that of the member alone whom it touched, in a broadcast', async () => {
    const { mock, client } = await start({ name: 'lossy', drop: 1 })
    const spared = await mock.connect('/a')
    mock.engine.setFault(mock.idOf(client), 'lossy', true)
    await spared.send('to all')
    expect(await spared.take(1)).toEqual(['news'])
    const rows = (await entries(mock, { text: 'news', directions: ['to-client'] })).map(({ row }) => row)
    expect(Object.fromEntries(rows.map((row) => [row.connectionId, row.faults?.length ?? 0]))).toEqual({
      [mock.idOf(client)]: 1,
      [mock.idOf(spared)]: 0,
    })
  })

  it('is the one that a breakpoint held, or let through, and is found by the filter for faults', async () => {
    const { mock, client } = await start({ name: 'lossy', drop: 1, enabled: true })
    setBreakpoints(mock, [{ name: 'held', directions: ['to-client'], message: { exact: 're a' } }])
    await client.send('a')
    const { messages } = await heldUntil(mock, ({ total }) => total === 1)
    expect(await actionsOf(mock, 'a')).toEqual([])
    await client.send('b')
    await client.send('c')
    await heldUntil(mock, ({ waiting }) => waiting === 2)
    mock.engine.releaseHeld(messages[0]?.id ?? 0, null)
    for (const text of ['a', 'b', 'c']) {
      await expect.poll(() => actionsOf(mock, text)).toEqual(['dropped'])
    }
    expect((await answerTo(mock, 'a')).why.map(({ actor }) => actor)).toEqual(
      expect.arrayContaining(['breakpoint held', 'fault lossy']),
    )
    const touched = await entries(mock, { kinds: ['fault'] })
    expect(touched.map(({ row }) => row.preview)).toEqual(['re a', 're b', 're c'])
  })
})

describe('a fault that touches no message', () => {
  it('is told by the row of the handshake that it refuses, with its name', async () => {
    const { mock } = await start({ name: 'down', path: '/down', refuseUpgrade: 503, enabled: true })
    await expect(mock.connect('/down')).rejects.toThrow('503')
    const [refused] = await entries(mock, { kinds: ['refused'] })
    expect(refused?.row).toMatchObject({ origin: 'fault', code: 503, path: '/down' })
    expect(refused?.why).toEqual([
      { actor: 'fault down', outcome: 'refused the handshake with 503', durationMs: null },
    ])
  })

  it('is told by a row of its own while it leaves a handshake unanswered', async () => {
    const { mock } = await start({ name: 'tired', path: '/slow', stallUpgradeMs: 40, enabled: true })
    await mock.connect('/slow')
    const [stalled] = await entries(mock, { kinds: ['fault'] })
    expect(stalled?.row).toMatchObject({
      path: '/slow',
      preview: 'fault tired: a handshake is left unanswered for 40 ms',
    })
    expect(stalled?.why).toEqual([
      { actor: 'fault tired', outcome: 'left a handshake unanswered', durationMs: 40 },
    ])
  })
})
