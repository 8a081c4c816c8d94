import { once } from 'node:events'
import { createServer } from 'node:http'
import { sampleScripts } from '../tests/foreign/sample-scripts'
import { expect, test } from './fixture'

/** What a page of somebody's own project does with `WebSocket`; run in that page. */
async function speak({ url, steps }: { url: string; steps: (typeof sampleScripts)[number]['steps'] }) {
  const socket = new WebSocket(url)
  const received: string[] = []
  let wake = (): void => undefined
  let end: number | undefined
  socket.addEventListener('message', ({ data }) => {
    received.push(String(data))
    wake()
  })
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => {
      end = code
      resolve(code)
      wake()
    })
  })
  const opened = new Promise((resolve) => socket.addEventListener('open', resolve))
  await Promise.race([opened, closed])
  for (const step of steps) {
    if (end !== undefined) break
    if ('send' in step) socket.send(step.send)
    else if ('binary' in step) socket.send(new Uint8Array(step.binary))
    else {
      while (end === undefined && !received.shift()?.includes(step.expect)) {
        if (received.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    }
  }
  socket.close(1000, 'done')
  return { code: await closed, wasEndedEarly: end !== undefined && end !== 1000 }
}

test('a page of a browser speaks with the Chat sample', async ({ understudy }) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Somebody’s page</title>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the page has no address')
  const script = sampleScripts.find(({ sample }) => sample === 'chat')
  if (!script) throw new Error('there is no script for the Chat sample')
  const url = (await understudy.address()) + script.path
  try {
    const opened = understudy.app.waitForEvent('window')
    // A window of its own session, so that it has nothing of the app's.
    await understudy.app.evaluate(async ({ BrowserWindow }, pageUrl) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { partition: 'somebody', sandbox: true, contextIsolation: true },
      })
      await window.loadURL(pageUrl)
    }, `http://127.0.0.1:${address.port}/`)
    const page = await opened
    expect(await page.evaluate(speak, { url, steps: script.steps })).toEqual({
      code: 1000,
      wasEndedEarly: false,
    })
    await page.close()
  } finally {
    server.close()
  }
})
