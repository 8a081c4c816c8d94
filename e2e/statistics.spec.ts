import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture'
import { chip, showTheme } from './journey'
import { seriousViolations } from './serious-violations'

let workspace: string

test.beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'understudy-statistics-'))
  await mkdir(join(workspace, 'handlers'))
  const handler = `
    import { defineHandler } from 'understudy'
    export default defineHandler({
      onMessage(ctx, msg) { if (msg.type === 'text') for (const part of [1, 2]) ctx.sendText(msg.text + part) },
    })`
  await writeFile(join(workspace, 'handlers', 'twice.ts'), handler)
})

test.afterEach(() => rm(workspace, { recursive: true, force: true }))

function statistics(page: Page) {
  const region = page.getByRole('region', { name: 'Statistics' })
  const values = region.getByRole('table', { name: 'Values of the charts' })
  return {
    region,
    path: region.getByRole('combobox', { name: 'Path' }),
    seconds: (chart: string) => region.getByRole('slider', { name: `${chart}, second by second` }),
    /** What the table has in a column: `Highest in 2 min`, `Total`. */
    cell: (row: string, column: number) =>
      values
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
        .getByRole('cell')
        .nth(column),
    moment: values.getByRole('columnheader').nth(1),
  }
}

const [now, highest, total] = [0, 1, 2]

/** Goes back with the arrow key to a second in which messages came. */
async function findTraffic(seconds: Locator): Promise<void> {
  await seconds.press('End')
  for (let presses = 0; presses < 120; presses += 1) {
    if (/from clients [1-9]/.test((await seconds.getAttribute('aria-valuetext')) ?? '')) return
    await seconds.press('ArrowLeft')
  }
  throw new Error('No second has messages.')
}

test('the charts tell of all paths and of each, second by second, and hold still when they are paused', async ({
  launch,
}) => {
  const understudy = await launch({ workspace })
  const { page } = understudy
  await page.getByRole('button', { name: 'Trust and run' }).click()
  await expect(chip(page)).toContainText('Live')
  const [busy, calm] = [await understudy.connect('/busy'), await understudy.connect('/calm')]
  for (let message = 0; message < 10; message += 1) busy.send('hello')
  for (let reply = 0; reply < 20; reply += 1) await busy.next()
  calm.send('hello')
  for (let reply = 0; reply < 2; reply += 1) await calm.next()

  await page.keyboard.press('F7')
  const { region, path, seconds, cell, moment } = statistics(page)
  await expect(path).toBeFocused()
  await expect(cell('Messages from clients', total)).toHaveText('11')
  await expect(cell('Messages to clients', total)).toHaveText('22')
  await expect(cell('Bytes from clients', total)).toHaveText('55 B')
  await expect(cell('Open connections', now)).toHaveText('2')
  await expect(cell('Events waiting for handlers', now)).toHaveText('0')
  for (const rank of ['p50', 'p95', 'p99']) {
    await expect(cell(`Reply latency ${rank}`, highest)).toHaveText(/^[\d.]+ (µs|ms|s)$/)
    await expect(cell(`Handler time ${rank}`, highest)).toHaveText(/^[\d.]+ (µs|ms|s)$/)
  }
  await expect(
    region.getByRole('img', {
      name: /^Messages per second in the last 2 min: ↑ from clients now \d+, at most [1-9]/,
    }),
  ).toBeVisible()
  await expect(region.getByRole('img', { name: /^Connections in the last 2 min: open now 2/ })).toBeVisible()

  await path.selectOption({ label: '/calm' })
  await expect(cell('Messages from clients', total)).toHaveText('1')
  await path.selectOption({ label: '/busy' })
  await expect(cell('Messages from clients', total)).toHaveText('10')
  await expect(cell('Messages to clients', total)).toHaveText('20')

  await page.keyboard.press('ControlOrMeta+.')
  await expect(region).toContainText(/Paused at \d\d:\d\d:\d\d/)
  busy.send('once more')
  for (let reply = 0; reply < 2; reply += 1) await busy.next()
  await expect(page.getByRole('status', { name: 'Summary' })).toContainText('36 messages')
  await expect(cell('Messages from clients', total)).toHaveText('10')

  const messages = seconds('Messages per second')
  await findTraffic(messages)
  const [, time = ''] = /^(\d\d:\d\d:\d\d)/.exec((await messages.getAttribute('aria-valuetext')) ?? '') ?? []
  await expect(moment).toHaveText(time)
  await expect(region).toContainText(`At ${time}`)
  await expect(cell('Messages from clients', now)).toHaveText(/^[1-9]\d*\/s$/)
  await messages.press('Escape')
  await expect(moment).toHaveText('Now')
  await seconds('Reply latency').hover()
  await expect(moment).toHaveText(/^\d\d:\d\d:\d\d$/)
  await path.hover()
  await expect(moment).toHaveText('Now')

  await region.getByRole('button', { name: 'Resume charts' }).click()
  await expect(cell('Messages from clients', total)).toHaveText('11')
  await region.getByRole('radio', { name: '10 min' }).press('Space')
  await expect(region.getByRole('img', { name: /^Handler time in the last 10 min: p50/ })).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
})
