import { afterEach, describe, expect, it } from 'vitest'
import type { SeriesName, StatisticsHistory } from '../../src/shared/model/statistics'
import { type Mock, startMock } from '../engine-fixture'
import { startUpstream } from '../reference/upstream'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

/** Answers each message twice on /twice, and after 20 ms on /slow. */
const handlers = {
  'handlers/twice.ts': `
    import { defineHandler } from 'understudy'
    export default defineHandler({
      handlesPath: '/twice',
      onMessage(ctx, msg) { if (msg.type === 'text') for (const part of [1, 2]) ctx.sendText(msg.text + part) },
    })`,
  'handlers/slow.ts': `
    import { setTimeout } from 'node:timers/promises'
    import { defineHandler } from 'understudy'
    export default defineHandler({
      handlesPath: '/slow',
      async onMessage(ctx) { await setTimeout(20); ctx.sendText('at last') },
    })`,
}

const limitMs = 15_000

/** The figures of a path as soon as they `fits`. */
async function figuresOf(
  { engine }: Mock,
  path: string,
  fits: (history: StatisticsHistory) => boolean = () => true,
): Promise<StatisticsHistory> {
  const read = (): StatisticsHistory => {
    const id = engine.history(null, 1).paths.find((one) => one.path === path)?.id
    return engine.history(id ?? null, 60)
  }
  await expect.poll(() => fits(read()), { timeout: limitMs }).toBe(true)
  return read()
}

/** Whether a second with a value has come. */
function tells(name: SeriesName): (history: StatisticsHistory) => boolean {
  return ({ series }) => series[name].some((value) => value !== null && value > 0)
}

describe('the statistics of a path', () => {
  it('count each message and byte in its direction, and those of other paths apart', async () => {
    mock = await startMock(handlers)
    const [client, other] = [await mock.connect('/twice?a=b'), await mock.connect('/slow')]
    for (let message = 0; message < 10; message += 1) await client.send('héllo')
    await client.take(20)
    await other.send('x')
    await other.next()
    expect(await figuresOf(mock, '/twice')).toMatchObject({
      totals: { received: 10, sent: 20, receivedBytes: 60, sentBytes: 140, toUpstream: 0, fromUpstream: 0 },
    })
    expect((await figuresOf(mock, '/slow')).totals).toMatchObject({ received: 1, sent: 1 })
    expect(mock.engine.history(null, 1).totals).toMatchObject({ received: 11, sent: 21 })
    client.close()
    await client.closed
    const after = await figuresOf(mock, '/twice', ({ paths }) => paths[0]?.connections === 0)
    expect(after.totals, 'those of a closed connection stay').toMatchObject({ received: 10, sent: 20 })
  })

  it('count the upstream leg', async () => {
    const upstream = await startUpstream((socket, message) => {
      for (let reply = 0; reply < 3; reply += 1) socket.send(message)
    })
    try {
      mock = await startMock({}, { passthrough: [{ name: 'all', path: '/up', upstream: upstream.url }] })
      const client = await mock.connect('/up')
      await client.send('one')
      await client.send('two')
      await client.take(6)
      expect((await figuresOf(mock, '/up')).totals).toMatchObject({
        received: 2,
        toUpstream: 2,
        fromUpstream: 6,
        sent: 6,
      })
    } finally {
      await upstream.stop()
    }
  })

  it('tell how long answers and handlers took', async () => {
    mock = await startMock(handlers)
    const [quick, slow] = [await mock.connect('/twice'), await mock.connect('/slow')]
    await quick.send('x')
    await slow.send('x')
    await Promise.all([quick.take(2), slow.next()])
    const { series } = await figuresOf(
      mock,
      '/slow',
      (one) => tells('latencyP50')(one) && tells('handlerP50')(one),
    )
    for (const name of ['latencyP50', 'latencyP95', 'latencyP99', 'handlerP50', 'handlerP99'] as const) {
      expect(Math.max(...series[name].map((value) => value ?? 0)), name).toBeGreaterThanOrEqual(19)
    }
    await figuresOf(mock, '/twice', tells('handlerP99'))
  })

  it('tell what waits: for handlers, and for a client that does not read', async () => {
    mock = await startMock({
      'handlers/stuck.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          handlesPath: '/stuck',
          onMessage: () => new Promise(() => undefined),
        })`,
      'handlers/much.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          handlesPath: '/much',
          onMessage(ctx) { ctx.sendText('x'.repeat(8_000_000)) },
        })`,
    })
    const [stuck, deaf] = [await mock.connect('/stuck'), await mock.connect('/much')]
    for (let message = 0; message < 3; message += 1) await stuck.send('x')
    deaf.socket.pause()
    await deaf.send('x')
    const waiting = await figuresOf(mock, '/stuck', tells('waitingEvents'))
    expect(waiting.series.waitingEvents.at(-1)).toBe(3)
    const buffered = await figuresOf(mock, '/much', tells('waitingBytes'))
    expect(buffered.series.waitingBytes.at(-1)).toBeGreaterThan(1_000_000)
  })
})
