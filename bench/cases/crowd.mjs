import { noFilter, openAppWindow, request } from '../app-window.mjs'
import { keepConnections, runLoad } from '../load.mjs'

/** What has to stay below it for the window to feel immediate. */
const limitMs = 100
/** Steady, so that the traffic log keeps up; few connections, before the crowd comes. */
const chatter = { path: '/echo', connections: 32, inFlight: 32, bytes: 64, numbered: true, perSecond: 40_000 }
const crowd = { path: '/echo', connections: 10_000, hold: true }

/** A million captured messages and 10,000 connections in the app: the renderer's longest task at each step of a person. */
export async function crowded({ crowdEntries, print }) {
  const window = await openAppWindow()
  let connections
  try {
    const { page, port } = window
    await page.addInitScript(watchTasks)
    const steps = [await measured(page, openingEmpty(page), print)]
    while ((await request(page, 'traffic.filter', noFilter)).total < crowdEntries) {
      await runLoad(port, chatter, 10_000)
    }
    connections = await keepConnections(port, crowd)
    await page.getByRole('grid', { name: 'Connections' }).waitFor()
    const { total } = await request(page, 'traffic.filter', noFilter)
    print(
      `crowd                ${total.toLocaleString('en-US')} captured, ${crowd.connections.toLocaleString('en-US')} connections`,
    )
    for (const step of stepsOf(page)) steps.push(await measured(page, step, print))
    return [{ case: 'crowd', kind: window.kind, total, connections: crowd.connections, steps }]
  } finally {
    connections?.stop()
    await window.stop()
  }
}

/** Runs in the page before anything else of it. */
function watchTasks() {
  const tasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
  window.benchTasks = tasks
}

/** The longest task of a step in milliseconds; 0 where none took 50. */
async function measured(page, { name, run }, print) {
  await page.evaluate(() => window.benchTasks?.splice(0))
  await run()
  // What the step has set off is drawn, and the observer told of it, two frames later.
  const longestMs = await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
    await new Promise((done) => setTimeout(done))
    return Math.max(0, ...window.benchTasks)
  })
  const verdict = longestMs > limitMs ? `, over ${limitMs} ms` : ''
  print(`                     ${name}: longest task ${longestMs.toFixed(0)} ms${verdict}`)
  return { name, longestMs }
}

/** What the window's own code takes, whatever is in it: the measure for opening it in the crowd. */
function openingEmpty(page) {
  return {
    name: 'opening the window with nothing in it',
    run: async () => {
      await page.reload()
      await page.getByRole('region', { name: 'Handler editor' }).locator('.view-line').first().waitFor()
    },
  }
}

function stepsOf(page) {
  const traffic = page.getByRole('grid', { name: 'Traffic' })
  const connections = page.getByRole('grid', { name: 'Connections' })
  const box = page.getByRole('textbox', { name: 'Filter traffic' })
  const region = page.getByRole('region', { name: 'Traffic' })
  const row = (index) => traffic.getByRole('row').and(page.locator(`[aria-rowindex="${index}"]`))
  const filled = async (index) => row(index).getByRole('gridcell').nth(4).waitFor()
  const lastRow = async () => Number(await traffic.getAttribute('aria-rowcount'))
  const count = region.getByText(/^[\d,]+ \/ [\d,]+$/)
  const filter = (text) => async () => {
    const before = await count.textContent()
    await box.fill(text)
    await count.filter({ hasNotText: before }).waitFor()
  }
  return [
    {
      name: 'opening the window',
      run: async () => {
        await page.reload()
        await traffic.waitFor()
        await connections.and(page.locator(`[aria-rowcount="${crowd.connections}"]`)).waitFor()
        await filled(await lastRow())
        await page.getByRole('region', { name: 'Handler editor' }).locator('.view-line').first().waitFor()
      },
    },
    {
      name: 'Traffic to its start',
      run: async () => {
        await traffic.press('Home')
        await filled(1)
      },
    },
    {
      name: 'Traffic through all of it',
      run: () =>
        traffic.evaluate(async (list) => {
          for (let part = 0; part <= 60; part += 1) {
            list.scrollTop = (list.scrollHeight * part) / 60
            await new Promise(requestAnimationFrame)
          }
        }),
    },
    {
      name: 'Traffic to its end',
      run: async () => {
        await traffic.press('End')
        await filled(await lastRow())
      },
    },
    {
      name: 'selecting 30 entries',
      run: async () => {
        for (let step = 0; step < 30; step += 1) await traffic.press('ArrowUp')
      },
    },
    { name: 'selecting all', run: () => traffic.press('ControlOrMeta+A') },
    { name: 'filtering by a text', run: filter('"n":10000') },
    { name: 'filtering by a pattern', run: filter('/"n":100010[0-9]/') },
    { name: 'without a filter again', run: filter('') },
    { name: 'Connections to their end', run: () => connections.press('End') },
    {
      name: 'Connections by 30 rows',
      run: async () => {
        for (let step = 0; step < 30; step += 1) await connections.press('ArrowUp')
      },
    },
    { name: 'Connections to their start', run: () => connections.press('Home') },
    {
      name: 'the entries of one connection',
      run: async () => {
        await connections.press('Enter')
        await region.getByRole('button', { name: /^Remove filter: connection/ }).waitFor()
      },
    },
    {
      name: 'choosing another in the menu',
      run: async () => {
        await region.getByRole('button', { name: /^Filter by connection/ }).click()
        await page.getByRole('menuitem', { name: 'Connection' }).click()
        await page
          .getByRole('menuitemcheckbox', { name: /^c\d+ \// })
          .last()
          .click()
      },
    },
  ]
}
