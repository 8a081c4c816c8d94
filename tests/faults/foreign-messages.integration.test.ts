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
  // Where the worker is replaced for it, what was in flight with it may be given up, and is reported then.
  let answer = client.next()
  let got: unknown = null
  for (let tries = 0; tries < 5 && got !== 'echo after'; tries++) {
    if (got !== null) answer = client.next()
    const lost = mock.nextConsole(({ level }) => level === 'error').then(() => null)
    lost.catch(() => undefined)
    await client.send('after')
    got = await Promise.race([answer, lost])
  }
  expect(got).toBe('echo after')
  expect(client.isOpen).toBe(true)
})
