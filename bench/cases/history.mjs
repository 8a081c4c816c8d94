import { noFilter, openAppWindow, request } from '../app-window.mjs'
import { runLoad } from '../load.mjs'
import { residentMegabytes } from '../process-memory.mjs'
import { median } from '../statistics.mjs'

/** Steady, so that the traffic log keeps up: what it could not keep would not be measured. */
const load = { path: '/echo', connections: 32, inFlight: 32, bytes: 64, numbered: true, perSecond: 40_000 }
const filters = [
  { name: 'a text that a few entries have', text: '"n":1007001,' },
  { name: 'a text that no entry has', text: 'nothing like it' },
  { name: 'a text that all entries have', text: 'tick' },
  { name: 'a pattern', text: '/"n":100700[0-9],/' },
]

/** Millions of captured messages in the app: its memory, and how soon a filter shows what it finds. */
export async function history({ entries, print }) {
  const window = await openAppWindow()
  const { page, pid } = window
  try {
    const before = await residentMegabytes(pid)
    // Each message is captured twice: as it comes and as it is answered.
    while ((await captured(page)).total < entries) await runLoad(window.port, load, 10_000)
    const { total, discarded } = await captured(page)
    const grownBy = (await residentMegabytes(pid)) - before
    print(
      `history              ${total.toLocaleString('en-US')} captured, ${discarded.toLocaleString('en-US')} discarded; the main process grew by ${grownBy.toFixed(0)} MB`,
    )
    const times = []
    for (const filter of filters) times.push(await timeFilter(page, filter, print))
    const windowMs = await timeWindows(page, total)
    print(`                     100 rows anywhere: ${windowMs.toFixed(1)} ms`)
    return [
      { case: 'history', kind: window.kind, total, discarded, before, grownBy, filters: times, windowMs },
    ]
  } finally {
    await window.stop()
  }
}

async function captured(page) {
  return request(page, 'traffic.filter', noFilter)
}

async function timeFilter(page, { name, text }, print) {
  await captured(page)
  // In the page, so that what is measured is what a person at the window waits for.
  const { firstMs, completeMs, shown } = await page.evaluate(
    async ({ filter, before }) => {
      const start = performance.now()
      let firstMs = null
      const stop = window.understudy.onPush(({ slices: { traffic } }) => {
        if (traffic && traffic.view > before && traffic.shown > 0) firstMs ??= performance.now() - start
      })
      const { value } = await window.understudy.request('traffic.filter', filter)
      const completeMs = performance.now() - start
      stop()
      return { firstMs: firstMs ?? (value.shown > 0 ? completeMs : null), completeMs, shown: value.shown }
    },
    { filter: { ...noFilter, text }, before: (await captured(page)).view },
  )
  const first = firstMs === null ? 'nothing found' : `first rows after ${firstMs.toFixed(0)} ms`
  print(
    `                     ${name}: ${first}, complete after ${completeMs.toFixed(0)} ms (${shown.toLocaleString('en-US')})`,
  )
  return { name, text, firstMs, completeMs, shown }
}

async function timeWindows(page, total) {
  await captured(page)
  const times = []
  for (let part = 0; part < 50; part += 1) {
    const start = performance.now()
    await request(page, 'traffic.window', { from: Math.floor((total * part) / 51), count: 100 })
    times.push(performance.now() - start)
  }
  return median(times)
}
