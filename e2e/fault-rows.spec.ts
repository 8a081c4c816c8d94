import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture'
import { echo, showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

const settings = {
  server: { port: 0 },
  faults: [
    { name: 'slow', path: '/late', enabled: true, latencyMs: { mean: 40, stddev: 15, min: 20, max: 80 } },
    { name: 'lossy', path: '/lossy', enabled: true, drop: 1 },
    { name: 'mixed', path: '/mixed', enabled: true, reorder: 1 },
    { name: 'narrow', path: '/narrow', enabled: true, throttle: 1000 },
    { name: 'down', path: '/down', enabled: true, refuseUpgrade: 503 },
    { name: 'tired', path: '/tired', enabled: true, stallUpgradeMs: 50 },
  ],
}

const rowOf = (page: Page, text: string) => trafficGrid(page).getByRole('row').filter({ hasText: text })

async function expectMark(row: Locator, name: RegExp): Promise<void> {
  await expect(row).toHaveCount(1)
  await expect(row.getByRole('img', { name })).toBeVisible()
}

/** Selects the row and says what did what to it. */
async function why(page: Page, row: Locator): Promise<Locator> {
  await row.click()
  const pane = page.getByRole('region', { name: 'Message' })
  await pane.getByRole('tab', { name: 'Why' }).click()
  return pane.getByRole('region', { name: 'Why' })
}

test('each fault acts on its own path, and the rows that it touched say what it did, with Why', async ({
  launchIn,
}) => {
  const { understudy } = await launchIn(settings, echo)
  const { page } = understudy

  await test.step('latency with a distribution, on one path and not on another', async () => {
    const late = await understudy.connect('/late')
    late.send('tea')
    expect(await late.next()).toBe('re tea')
    await expectMark(rowOf(page, 're tea'), /^Fault slow: delayed \d+(\.\d)? ms$/)
    await expect(await why(page, rowOf(page, 're tea'))).toContainText(/fault slowdelayed it\d+(\.\d)? ms/)
    const spared = await understudy.connect('/spared')
    spared.send('milk')
    expect(await spared.next()).toBe('re milk')
    await expect(rowOf(page, 're milk')).toHaveCount(1)
    await expect(rowOf(page, 're milk').getByRole('img', { name: /fault/i })).toHaveCount(0)
  })

  await test.step('what is dropped is struck out and not counted as sent', async () => {
    const lossy = await understudy.connect('/lossy')
    lossy.send('gone')
    await expectMark(rowOf(page, 're gone'), /^Fault lossy: dropped$/)
    await expect(rowOf(page, 're gone').getByRole('deletion')).toHaveText('re gone')
    await expect(await why(page, rowOf(page, 're gone'))).toContainText(
      'fault lossydropped it: the client did not get it',
    )
    const connection = page
      .getByRole('grid', { name: 'Connections' })
      .getByRole('row')
      .filter({ hasText: '/lossy' })
    await expect(connection.getByRole('gridcell', { name: '0', exact: true })).toHaveCount(1)
    expect(lossy.takeReceived()).toEqual([])
  })

  await test.step('what is reordered is marked once the next message went before it', async () => {
    const mixed = await understudy.connect('/mixed')
    mixed.send('first')
    await expectMark(rowOf(page, 're first'), /^Fault mixed: (held back|reordered)/)
    mixed.send('second')
    mixed.send('third')
    const received = [await mixed.next(), await mixed.next(), await mixed.next()]
    expect(received.toSorted()).toEqual(['re first', 're second', 're third'])
    expect(received).not.toEqual(['re first', 're second', 're third'])
    await expect(trafficGrid(page).getByRole('img', { name: 'Fault mixed: reordered' }).first()).toBeVisible()
  })

  await test.step('what is throttled says how long it took', async () => {
    const narrow = await understudy.connect('/narrow')
    narrow.send('x'.repeat(100))
    await narrow.next()
    await expectMark(rowOf(page, 're xxx'), /^Fault narrow: throttled 1\d\d ms$/)
    await expect(await why(page, rowOf(page, 're xxx'))).toContainText('fault narrowthrottled it')
  })

  await test.step('a refused and a stalled handshake name their fault', async () => {
    await expect(understudy.connect('/down')).rejects.toThrow('503')
    const refused = rowOf(page, 'Refused 503 Service Unavailable')
    await expect(refused).toContainText('refused by the fault "down"')
    await expect(await why(page, refused)).toContainText('fault downrefused the handshake with 503')
    await understudy.connect('/tired')
    // The list moves up for it: what is clicked has to stand still.
    await expect(rowOf(page, '/tired').filter({ hasText: 'Connected' })).toHaveCount(1)
    const stalled = rowOf(page, 'fault tired: a handshake is left unanswered for 50 ms')
    await expect(await why(page, stalled)).toContainText('fault tiredleft a handshake unanswered50.0 ms')
  })

  await test.step('the filter for faults finds them, and nothing of it is seriously inaccessible', async () => {
    await page.getByRole('button', { name: /^Filter by connection/ }).click()
    await page.getByRole('menuitem', { name: 'Type' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'errors, faults, limits' }).click()
    await page.keyboard.press('Escape')
    await expect(rowOf(page, 're gone')).toHaveCount(1)
    await expect(rowOf(page, 're milk')).toHaveCount(0)
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(page, theme)
      expect(await seriousViolations(page)).toEqual([])
    }
  })
})
