import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Mock, type MockOptions, startMock } from '../engine-fixture'
import { noteCases } from '../reliability-note'

// The bounds that docs/serve.md states ("How much waits").
const mib = 1024 * 1024
/** Waiting for handlers, and one chunk of the socket that is on its way. */
const handlerBound = 4 * mib + mib
/** Waiting for a client that does not read. */
const clientBound = 4 * 16 * mib
/** Waiting for an upstream, its socket's own buffers on both sides included. */
const upstreamBound = 24 * mib

async function start(source: string, options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock({ 'handlers/limits.ts': source }, options)
  onTestFinished(() => mock.dispose())
  return mock
}

/** Sends until the other side takes no more: what is buffered here stays. */
async function sendAll(socket: WebSocket, count: number, bytes: number): Promise<void> {
  for (let number = 0; number < count; number++) socket.send(Buffer.alloc(bytes, number % 251))
  let before = -1
  await expect
    .poll(
      () => {
        const isStill = socket.bufferedAmount === before
        before = socket.bufferedAmount
        return isStill
      },
      { interval: 200, timeout: 10_000 },
    )
    .toBe(true)
}

it('a fast client with a slow handler is read no faster than that, and nothing of it is lost', async () => {
  const mock = await start(`
    let open
    const gate = new Promise((resolve) => { open = resolve })
    let bytes = 0
    export default {
      async onMessage(ctx, msg) {
        await gate
        bytes += msg.data.byteLength
        if (bytes === 60 * ${mib}) ctx.sendText('all')
      },
      actions: { open: () => open() },
    }`)
  const client = await mock.connect()
  await sendAll(client.socket, 60, mib)
  expect(client.socket.bufferedAmount).toBeGreaterThan(20 * mib)
  expect(mock.engine.stats().receivedBytes).toBeLessThanOrEqual(handlerBound)
  await mock.engine.runAction('limits.ts', 'open')
  expect(await client.next()).toBe('all')
  noteCases('limits', 1, 'a slow handler: at most 5 MiB wait')
})

it('a client that never reads is closed before more than its share waits for it', async () => {
  const mock = await start(`export default {
    async onMessage(ctx) {
      // One a turn: what handlers send at once is theirs to bound.
      while (!ctx.signal.aborted) {
        ctx.sendBinary(new Uint8Array(${mib}))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    },
  }`)
  const client = await mock.connect()
  const told = mock.nextConsole(({ text }) => text.includes('1013'))
  client.socket.pause()
  await client.send('go')
  const { text } = await told
  const waiting = Number(/ ([\d.]+) MiB were waiting/.exec(text)?.[1]) * mib
  expect(waiting).toBeGreaterThan(clientBound / 4)
  expect(waiting).toBeLessThanOrEqual(clientBound + 8 * mib)
  noteCases('limits', 1, 'a client that never reads: at most 64 MiB and one turn wait')
})

it('a slow upstream holds the client back, and gets everything in the end', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const mock = await start('export default []', {
    passthrough: [{ name: 'slow', upstream: `ws://127.0.0.1:${address.port}` }],
  })
  const opened = once(server, 'connection')
  const client = await mock.connect()
  await client.send('first')
  const [upstream]: WebSocket[] = await opened
  if (!upstream) throw new Error('no link')
  let bytes = 0
  upstream.on('message', (data: Buffer) => {
    bytes += data.byteLength
  })
  upstream.pause()
  await sendAll(client.socket, 100, mib)
  expect(client.socket.bufferedAmount).toBeGreaterThan(20 * mib)
  expect(mock.engine.stats().receivedBytes).toBeLessThanOrEqual(upstreamBound)
  upstream.resume()
  await expect.poll(() => bytes, { timeout: 15_000 }).toBeGreaterThanOrEqual(100 * mib)
  noteCases('limits', 1, 'a slow upstream: at most 24 MiB wait')
})
