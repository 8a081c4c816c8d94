import { afterEach, expect, it } from 'vitest'
import { type Mock, startMock } from '../engine-fixture'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

const echo = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText(msg.text) },
  })`

it('answers a client in order', async () => {
  mock = await startMock({ 'handlers/echo.ts': echo })
  expect(mock.engine.handlerStatus).toMatchObject({ state: 'live', reload: 1 })
  const client = await mock.connect('/')
  const sent = Array.from({ length: 1000 }, (_, index) => `m${index}`)
  for (const text of sent) void client.send(text)
  expect(await client.take(1000)).toEqual(sent)
})
