import { afterEach, expect, it } from 'vitest'
import { trafficFilterSchema } from '../../src/shared/model/traffic'
import { type Mock, startMock } from '../engine-fixture'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

/** All that a message leads to happens in one turn of the engine. */
const handlers = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onConnect: (ctx) => ctx.joinRoom('all'),
    onMessage(ctx, msg) {
      if (msg.type !== 'text') return ctx.broadcastToRoom('all', msg.data)
      ctx.broadcastToRoom('all', '1 ' + msg.text)
      ctx.leaveRoom('all')
      ctx.broadcastToRoom('all', '2 ' + msg.text)
      ctx.broadcastToRoom('others', '3 ' + msg.text)
      ctx.joinRoom('all')
      ctx.broadcastToRoom('all', '4 ' + msg.text, { except: ctx.connectionId })
      ctx.broadcastToRoom('all', '5 ' + msg.text)
    },
  })`

it('a broadcast reaches whoever is in the room at its place among the commands of a turn', async () => {
  mock = await startMock({ 'handlers/all.ts': handlers })
  const speaker = await mock.connect()
  const listeners = [await mock.connect(), await mock.connect(), await mock.connect()]
  const leaver = await mock.connect()
  for (let round = 0; round < 20; round += 1) await speaker.send(`round ${round}`)
  leaver.socket.terminate()
  await speaker.send('last')
  const rounds = [...Array.from({ length: 20 }, (_, round) => `round ${round}`), 'last']
  const expected = (steps: readonly number[]) =>
    rounds.flatMap((text) => steps.map((step) => `${step} ${text}`))
  expect(await speaker.take(rounds.length * 2)).toEqual(expected([1, 5]))
  for (const listener of listeners) {
    expect(await listener.take(rounds.length * 4)).toEqual(expected([1, 2, 4, 5]))
  }
})

it('every entry of a broadcast has its body, whatever came in between', async () => {
  mock = await startMock(
    { 'handlers/all.ts': handlers },
    { faults: [{ name: 'twice', path: '/twice', duplicate: 1, enabled: true }] },
  )
  const { engine } = mock
  const clients = [await mock.connect(), await mock.connect('/twice'), await mock.connect()]
  const [speaker] = clients
  const bodies = [
    'short',
    'größe 😀',
    'x'.repeat(9000),
    new Uint8Array([1, 2, 3]),
    new Uint8Array(5000).fill(7),
  ]
  for (const body of bodies) await speaker?.send(body)
  await clients[2]?.take(3 * 4 + 2)
  const { view } = await engine.capture.filter(
    trafficFilterSchema.parse({ directions: ['to-client'], kinds: ['text', 'binary'] }),
  )
  const { rows } = await engine.capture.window(0, 200)
  expect(view).toBeGreaterThan(0)
  const told = await Promise.all(
    rows.map(async ({ seq, connectionId }) => {
      const body = (await engine.capture.detail(seq))?.body
      const content = body?.type === 'text' ? body.text : body?.type === 'binary' ? [...body.data] : null
      return { connectionId, content }
    }),
  )
  const sent = (step: number) => bodies.slice(0, 3).map((text) => `${step} ${text}`)
  for (const connectionId of ['c1', 'c2', 'c3']) {
    const own = told.filter((one) => one.connectionId === connectionId && one.content !== null)
    const texts = own.map(({ content }) => content).filter((content) => typeof content === 'string')
    const steps = connectionId === 'c1' ? [1, 5] : [1, 2, 4, 5]
    expect(texts.toSorted()).toEqual(steps.flatMap(sent).toSorted())
    expect(own.map(({ content }) => content).filter((content) => typeof content !== 'string')).toEqual([
      [1, 2, 3],
      Array.from({ length: 5000 }, () => 7),
    ])
  }
})
