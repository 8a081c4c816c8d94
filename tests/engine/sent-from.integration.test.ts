import { afterEach, expect, it } from 'vitest'
import type { TrafficDetail } from '../../src/shared/model/traffic'
import { trafficFilterSchema } from '../../src/shared/model/traffic'
import { type Mock, startMock } from '../engine-fixture'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

const handler = `import { defineHandler, server } from 'understudy'
const greet = (ctx) => {
  ctx.sendText('hello')
}
export default defineHandler({
  onConnect(ctx) {
    ctx.joinRoom('all')
    greet(ctx)
  },
  async onMessage(ctx, msg) {
    await null
    ctx.sendJson({ answer: 1 })
    server.broadcastToRoom('all', 'to all')
    for (let n = 0; n < 300; n++) ctx.sendText('burst ' + n)
    ctx.sendText('end')
  },
})
`

/** What is known of the first entry to a client with this text. */
async function entry({ engine }: Mock, text: string, connectionId?: string): Promise<TrafficDetail> {
  await engine.capture.filter(trafficFilterSchema.parse({ text, directions: ['to-client'] }))
  const { rows } = await engine.capture.window(0, 500)
  const row = rows.find((one) => connectionId === undefined || one.connectionId === connectionId)
  const detail = row && (await engine.capture.detail(row.seq))
  if (!detail) throw new Error(`No entry says ${text}`)
  return detail
}

const routed = `import { defineHandler, MessagePattern, MessageRouter } from 'understudy'
const router = new MessageRouter()
  .on(MessagePattern.exact('one'), () => 'first')
  .on(MessagePattern.any(), async () => ({ second: true }))
export default defineHandler({
  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
    ctx.sendText('behind it')
  },
})
`

it('what a route answers with comes from the line of the route', async () => {
  mock = await startMock({ 'handlers/routed.ts': routed })
  const client = await mock.connect('/')
  await client.send('one')
  await client.send('two')
  await client.take(4)
  expect((await entry(mock, 'first')).sentFrom?.line).toBe(3)
  expect((await entry(mock, 'second')).sentFrom?.line).toBe(4)
  expect((await entry(mock, 'behind it')).sentFrom?.line).toBe(8)
})

it('an entry knows the line that sent it, also in a broadcast, and not beyond some hundred a second', async () => {
  mock = await startMock({ 'handlers/talk.ts': handler })
  const one = await mock.connect('/')
  const other = await mock.connect('/')
  expect(await one.take(1)).toEqual(['hello'])
  expect(await other.take(1)).toEqual(['hello'])
  await one.send('go')
  const received = await one.take(303)
  expect(received.at(-1)).toBe('end')

  const place = async (text: string, id?: string) => (await entry(mock as Mock, text, id)).sentFrom
  expect(await place('hello')).toMatchObject({ file: 'handlers/talk.ts', line: 3 })
  expect(await place('answer')).toMatchObject({ file: 'handlers/talk.ts', line: 12 })
  for (const client of [one, other]) {
    expect(await place('to all', mock.idOf(client))).toMatchObject({ file: 'handlers/talk.ts', line: 13 })
  }
  expect(await place('burst 0')).toMatchObject({ line: 14 })
  expect(await place('burst 299')).toBeNull()
  expect((await entry(mock, 'answer')).why.map(({ actor }) => actor)).toEqual(['talk.ts'])
})
