import type { Page } from '@playwright/test'
import { clipboardText } from './clipboard'
import { expect, test } from './fixture'
import { clientLog, connectBuiltIn, trafficGrid } from './journey'

test.use({ shareApp: true })

const message = (page: Page) => page.getByRole('region', { name: 'Message' })
const tab = (page: Page, name: string) => message(page).getByRole('tab', { name })
const row = (page: Page, text: string) => trafficGrid(page).getByRole('row').filter({ hasText: text })

test('a message is shown as text and as bytes, copied, and explained: who acted, by which route, how long', async ({
  understudy,
}) => {
  const { page, app } = understudy
  const client = await understudy.connect('/')
  await client.next()
  client.send('/join den')
  expect(await client.next()).toBe('Joined room: den')
  await row(page, 'Joined room: den').click()
  await tab(page, 'Text').click()
  await expect(message(page).getByRole('tabpanel', { name: 'Text' })).toContainText('Joined room: den')
  await tab(page, 'Hex').click()
  const dump = message(page).getByRole('region', { name: 'Hex dump' })
  await expect(dump).toContainText('4a 6f 69 6e 65 64 20 72')
  await expect(dump).toContainText('Joined r')
  await message(page).getByRole('button', { name: 'Copy', exact: true }).click()
  await expect.poll(() => clipboardText(app)).toBe('Joined room: den')

  await tab(page, 'Why').click()
  const steps = message(page).getByRole('region', { name: 'Why' }).getByRole('table')
  const route = steps.getByRole('row').filter({ hasText: '/^\\/join (?<room>\\S+)$/' })
  await expect(route.getByRole('cell').first()).toContainText('chat.ts')
  await expect(route.getByRole('cell').last()).toHaveText(/^[\d.]+ (?:ms|µs|s)$/)
  await message(page)
    .getByRole('button', { name: /^Entry #\d+/ })
    .click()
  await expect(trafficGrid(page).getByRole('row', { selected: true })).toContainText('/join den')
  await tab(page, 'Pretty').click()
})

test('a message is sent again: to its client, as its client, or from the built-in one when that is gone', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = await understudy.connect('/')
  await client.next()
  client.send('/nick ada')
  const reply = await client.next()
  const again = message(page).getByRole('button', { name: 'Send again' })
  await row(page, reply).click()
  await again.click()
  expect(await client.next()).toBe(reply)
  await expect(page.getByText(/^Sent again to c\d+$/)).toBeVisible()

  await row(page, '/nick ada').first().click()
  await again.click()
  expect(await client.next()).toBe(reply)
  await expect(page.getByText(/^Sent again to the handlers, as if c\d+ had sent it$/)).toBeVisible()
  await expect(row(page, '/nick ada').last().getByRole('img')).toHaveAccessibleName('from the client, by you')

  await client.close()
  await row(page, '/nick ada').first().click()
  await expect(again).toHaveCount(0)
  await connectBuiltIn(page)
  await again.click()
  await expect(page.getByText(/^Sent again from the built-in client/)).toBeVisible()
  await expect(clientLog(page)).toContainText(reply)
})
