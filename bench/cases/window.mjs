import { setTimeout as delay } from 'node:timers/promises'
import { openAppWindow } from '../app-window.mjs'
import { runLoad } from '../load.mjs'
import { median } from '../statistics.mjs'

/** Each message is answered: together 50,000 a second. */
const steady = { path: '/echo', connections: 32, inFlight: 32, bytes: 64, perSecond: 25_000 }
const full = { path: '/echo', connections: 32, inFlight: 32, bytes: 64 }

/** The window while messages flow, Traffic open and following; and what it costs the engine that it is open. */
export async function windowUnderLoad({ rounds, durationMs, print }) {
  const window = await openAppWindow()
  try {
    await settled(window.page)
    const busy = []
    for (let round = 0; round < rounds; round += 1) busy.push(await rendererWork(window, durationMs))
    const share = median(busy.map((run) => run.busyShare))
    const processorShare = median(busy.map((run) => run.processorShare))
    const longest = Math.max(...busy.map((run) => run.longestTaskMs))
    const rate = median(busy.map((run) => run.perSecond * 2))
    print(
      `window               ${Math.round(rate).toLocaleString('en-US')} messages/s: main thread busy ${(share * 100).toFixed(0)} % (processor ${(processorShare * 100).toFixed(0)} %), longest task ${longest.toFixed(0)} ms, ${median(busy.map((run) => run.frames)).toFixed(0)} frames/s`,
    )
    const throughput = await openAgainstClosed(window, rounds, durationMs)
    print(
      `                     engine with the window open: ${throughput.ratio.toFixed(2)} × closed (${Math.round(throughput.open).toLocaleString('en-US')} messages/s)`,
    )
    return [
      {
        case: 'window',
        kind: window.kind,
        busyShare: share,
        processorShare,
        longestTaskMs: longest,
        throughput,
        runs: busy,
      },
    ]
  } finally {
    await window.stop()
  }
}

/** Traffic is in view, and Monaco and its language service, which come last, have stopped loading. */
async function settled(page) {
  await page.getByRole('region', { name: 'Traffic' }).waitFor()
  await page.locator('.monaco-editor .view-line').first().waitFor()
  const work = await workMeter(page, 'threadTicks')
  for (let idle = 0; idle < 4; ) {
    const before = (await work.read()).TaskDuration
    await delay(500)
    idle = (await work.read()).TaskDuration - before < 0.05 ? idle + 1 : 0
  }
  await work.end()
}

async function rendererWork({ page, port }, durationMs) {
  const byClock = await workMeter(page, 'timeTicks')
  const byProcessor = await workMeter(page, 'threadTicks')
  await page.evaluate(() => {
    const tasks = []
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    })
    observer.observe({ type: 'longtask' })
    const watch = { tasks, observer, frames: 0, running: true }
    const frame = () => {
      watch.frames += 1
      if (watch.running) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    window.benchWatch = watch
  })
  const start = performance.now()
  const before = [await byClock.read(), await byProcessor.read()]
  const { perSecond } = await runLoad(port, steady, durationMs)
  const after = [await byClock.read(), await byProcessor.read()]
  const seconds = (performance.now() - start) / 1000
  const { tasks, frames } = await page.evaluate(() => {
    const watch = window.benchWatch
    watch.running = false
    for (const { duration } of watch.observer.takeRecords()) watch.tasks.push(duration)
    watch.observer.disconnect()
    return { tasks: watch.tasks, frames: watch.frames }
  })
  await byClock.end()
  await byProcessor.end()
  const part = (meter, name) => (after[meter][name] - before[meter][name]) / seconds
  return {
    perSecond,
    /** On a machine with other work, a task's time includes that in which it had no processor. */
    busyShare: part(0, 'TaskDuration'),
    processorShare: part(1, 'TaskDuration'),
    scriptShare: part(1, 'ScriptDuration'),
    layoutShare: part(1, 'LayoutDuration') + part(1, 'RecalcStyleDuration'),
    longestTaskMs: Math.max(0, ...tasks),
    longTasks: tasks.length,
    frames: frames / seconds,
  }
}

/** Chromium's sums of what the main thread has done, in seconds of the clock or of the processor. */
async function workMeter(page, timeDomain) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain })
  return {
    async read() {
      const { metrics } = await devtools.send('Performance.getMetrics')
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
    },
    end: () => devtools.detach(),
  }
}

/** In turn, so that the machine's noise hits both. */
async function openAgainstClosed({ app, port }, rounds, durationMs) {
  const open = []
  const closed = []
  // The app quits with its last window on most systems; here it has to go on.
  await app.evaluate(({ app: electron }) => electron.removeAllListeners('window-all-closed'))
  await app.evaluate(({ app: electron }) => electron.on('window-all-closed', () => undefined))
  for (let round = 0; round < rounds; round += 1) {
    open.push((await runLoad(port, full, durationMs)).perSecond)
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].destroy())
    closed.push((await runLoad(port, full, durationMs)).perSecond)
    const opened = app.waitForEvent('window')
    await app.evaluate(({ app: electron }) => electron.emit('activate'))
    await settled(await opened)
  }
  return {
    open: median(open),
    closed: median(closed),
    ratio: median(open) / median(closed),
    runs: { open, closed },
  }
}
