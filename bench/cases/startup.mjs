import { createConnection } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { openAppWindow } from '../app-window.mjs'
import { median } from '../statistics.mjs'

const milestones = ['server', 'window', 'firstPaint', 'interactive', 'monaco']

/** How long after the start each thing is there, in milliseconds: the server, the window, and last of all Monaco. */
export async function startup({ rounds, print }) {
  const runs = []
  // The first one fills the system's caches.
  for (let round = 0; round <= rounds; round += 1) runs.push(await measure())
  const warm = runs.slice(1)
  const medians = Object.fromEntries(milestones.map((name) => [name, median(warm.map((run) => run[name]))]))
  const told = milestones.map((name) => `${name} ${medians[name].toFixed(0)}`).join(', ')
  const order = warm.every((run) => Math.max(run.server, run.interactive) <= run.monaco)
  print(`startup              ms: ${told} (Monaco ${order ? 'always' : 'NOT always'} last)`)
  return [{ case: 'startup', unit: 'ms', ...medians, monacoIsLast: order, runs }]
}

async function measure() {
  const window = await openAppWindow()
  try {
    const server = serverAt(window.port)
    const { app, page, startedAt } = window
    const shown = app.evaluate(async ({ BrowserWindow }) => {
      const [first] = BrowserWindow.getAllWindows()
      if (!first.isVisible()) await new Promise((done) => first.once('show', done))
      return Date.now()
    })
    // Interactive: what the main process knows is on the screen, and its buttons answer.
    const interactive = page.getByRole('button', { name: /^Stop/ }).first().waitFor().then(Date.now)
    const monaco = page.locator('.monaco-editor .view-line').first().waitFor().then(Date.now)
    const at = {
      server: await server,
      window: await shown,
      interactive: await interactive,
      monaco: await monaco,
    }
    const firstPaint = await page.evaluate(
      () => performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime,
    )
    return Object.fromEntries(
      Object.entries({ ...at, firstPaint }).map(([name, time]) => [name, time - startedAt]),
    )
  } finally {
    await window.stop()
  }
}

async function serverAt(port) {
  for (;;) {
    const socket = createConnection(port, '127.0.0.1')
    const isOpen = await new Promise((done) => {
      socket.once('connect', () => done(true)).once('error', () => done(false))
    })
    socket.destroy()
    if (isOpen) return Date.now()
    await delay(5)
  }
}
