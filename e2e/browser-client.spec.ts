import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Page } from '@playwright/test'
import { type SampleScript, sampleScripts } from '../tests/foreign/sample-scripts'
import { noteCases } from '../tests/reliability-note'
import { expect, test } from './fixture'
import { chip, chooseScenario } from './journey'

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

/** Opens the sample as a person does; resolves once it serves, at another address than `former`. */
async function openSample(page: Page, { sample, args }: SampleScript, former: string): Promise<void> {
  await page.getByRole('button', { name: /^Workspace/ }).click()
  await page.getByRole('menuitem', { name: titles[sample] ?? sample, exact: true }).click()
  const status = page.getByRole('status', { name: 'Server status' })
  await expect(status).toContainText(/Running/)
  await expect(status).not.toContainText(former)
  await expect(chip(page)).toContainText('Live')
  const scenario = args[args.indexOf('--scenario') + 1]
  if (args.includes('--scenario') && scenario) await chooseScenario(page, scenario)
}

const titles: Readonly<Record<string, string>> = {
  chat: 'Chat',
  'live-prices': 'Live prices',
  passthrough: 'Passthrough',
}

test('a page of a browser speaks with every sample', async ({ understudy }) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Somebody’s page</title>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the page has no address')
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
    // The app starts with Chat.
    for (const [index, script] of sampleScripts.entries()) {
      if (index > 0) await openSample(understudy.page, script, await understudy.address())
      const url = (await understudy.address()) + script.path
      expect(await page.evaluate(speak, { url, steps: script.steps }), script.sample).toEqual({
        code: 1000,
        wasEndedEarly: false,
      })
      noteCases('clients', 1, 'Chromium')
    }
    await page.close()
  } finally {
    server.close()
  }
})
