import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { trafficGrid } from './journey'

// What the handler sends is for the traffic log alone: the client would be closed for reading it too slowly.
const settings = { server: { port: 0 }, faults: [{ name: 'lossy', path: '/flood', enabled: true, drop: 1 }] }
const handler = `import { defineHandler } from 'understudy'
export default defineHandler({
  handlesPath: '/flood',
  onMessage(ctx) {
    // More than the 64 MiB that may be on their way to the traffic log: what follows in the same turn finds no room.
    ctx.sendBinary(new Uint8Array(70_000_000))
    for (const number of [1, 2, 3]) ctx.sendText('lost ' + number)
  },
})
`

const traffic = (page: Page) => page.getByRole('region', { name: 'Traffic' })
const rowOf = (page: Page, text: string) => trafficGrid(page).getByRole('row').filter({ hasText: text })
const summary = (page: Page) => page.getByRole('status', { name: 'Summary' })

test('what the traffic log could not keep up with is a row and a count, whatever is filtered, until the traffic is cleared', async ({
  launchIn,
}) => {
  const { understudy } = await launchIn(settings, handler)
  const { page } = understudy
  const client = await understudy.connect('/flood')
  client.send('go')
  await expect(rowOf(page, '70.0 MB')).toHaveCount(1)
  // They are told with the next entry that is kept.
  client.socket.ping('beat')
  const gap = rowOf(page, '3 entries were not kept: the traffic log could not keep up')
  await expect(gap).toBeVisible()
  await expect(rowOf(page, 'lost')).toHaveCount(0)
  await expect(summary(page)).toContainText('(3 discarded)')

  await page.getByRole('textbox', { name: 'Filter traffic' }).fill('nowhere to be found')
  await expect(rowOf(page, '70.0 MB')).toHaveCount(0)
  await expect(gap).toBeVisible()
  await page.getByRole('textbox', { name: 'Filter traffic' }).fill('')

  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(summary(page)).toContainText('(0 discarded)')
  await expect(gap).toHaveCount(0)
})
