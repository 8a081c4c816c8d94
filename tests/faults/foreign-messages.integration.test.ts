import { expect, it, onTestFinished } from 'vitest'
import { startMock } from '../engine-fixture'

/** User code can reach its worker's port and post there what it likes; the engine must not end of it. */
const things = [
  'null',
  'undefined',
  '5',
  '"loaded"',
  '[]',
  '{}',
  '{ type: "batch", items: null }',
  '{ type: "batch", items: [99] }',
]

it.each(things)('a handler that posts %s to the engine costs nobody a connection', async (thing) => {
  const mock = await startMock({
    'handlers/a.ts': `
      import { parentPort } from 'node:worker_threads'
      export default {
        onMessage(ctx, msg) {
          if (msg.text === 'post') parentPort.postMessage(${thing})
          ctx.sendText('echo ' + msg.text)
        },
      }`,
  })
  onTestFinished(() => mock.dispose())
  const client = await mock.connect()
  await client.send('post')
  await client.send('after')
  const got = await client.next()
  // Where the worker was replaced for it, the message that did it may have been given up; the next is not.
  if (got === 'echo post') expect(await client.next()).toBe('echo after')
  else expect(got).toBe('echo after')
  expect(client.isOpen).toBe(true)
})
