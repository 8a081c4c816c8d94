import type { Page } from '@playwright/test'
import { clipboardText } from './clipboard'
import { expect, test } from './fixture'
import { showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

const message = (page: Page) => page.getByRole('region', { name: 'Message' })
const tree = (page: Page) => message(page).getByRole('tree', { name: 'JSON' })
const line = (page: Page, text: string) => tree(page).getByRole('treeitem').filter({ hasText: text })

/** More lines than any window shows. */
const drawnLines = 200

test('a JSON message of 10 MB is folded, searched and read to its end, as JSON and as text, drawn as far as it is seen', async ({
  understudy,
}, testInfo) => {
  const { page, app } = understudy
  const clipboard = () => clipboardText(app)
  const client = await understudy.connect('/')
  client.send(ordersOf(10_000_000))
  const row = trafficGrid(page).getByRole('row').filter({ hasText: '{"orders"', hasNotText: 'You said' })
  await row.waitFor()

  await row.click()
  await expect(line(page, '"orders"')).toBeVisible()
  await tree(page).getByRole('button', { name: 'Fold $.orders[0]', exact: true }).click()
  await expect(line(page, '{ 4 keys },')).toBeVisible()
  await expect(line(page, '"number 0"')).toBeHidden()

  await tree(page).press('ControlOrMeta+F')
  const box = message(page).getByRole('textbox', { name: 'Find in the message' })
  await expect(box).toBeFocused()
  await box.fill('NUMBER 0"')
  await expect(message(page)).toContainText('1 of 1')
  // It was folded away: finding shows it.
  await expect(line(page, '"number 0"')).toHaveAttribute('aria-selected', 'true')
  await box.fill('needle')
  await expect(message(page)).toContainText('1 of 2')
  await expect(line(page, '"needle": "the one"')).toBeVisible()
  await box.press('Enter')
  await expect(line(page, '"needle": "the other"')).toBeVisible()
  await box.press('Shift+Enter')
  await expect(message(page)).toContainText('1 of 2')
  // What is drawn does not depend on how much there is; how long it takes is measured by `npm run bench`.
  expect(await tree(page).getByRole('treeitem').count()).toBeLessThan(drawnLines)
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
    await page.screenshot({ path: testInfo.outputPath(`large-message-${theme}.png`) })
  }
  await box.press('Escape')
  await expect(tree(page)).toBeFocused()

  await line(page, '"needle": "the one"').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy value' }).click()
  await expect.poll(clipboard).toBe('the one')
  await expect(tree(page)).toBeFocused()
  await tree(page).press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Copy path' }).click()
  await expect.poll(clipboard).toMatch(/^\$\.orders\[\d+\]\.needle$/)

  await tree(page).press('End')
  await expect(line(page, '}').last()).toHaveAttribute('aria-selected', 'true')
  await expect(line(page, '"end": "of the message"')).toBeVisible()
  await tree(page).press('Home')
  await tree(page).press('ArrowLeft')
  await expect(tree(page).getByRole('treeitem')).toHaveText(['{ 2 keys }'])
  await message(page).getByRole('tab', { name: 'Pretty' }).press('ControlOrMeta+F')
  await expect(box).toBeFocused()

  await message(page).getByRole('tab', { name: 'Text' }).click()
  const text = message(page).getByRole('tabpanel', { name: 'Text' })
  await expect(text).toContainText(/Characters 1 to 200,000 of 9,\d{3},\d{3}/)
  await message(page).getByRole('tab', { name: 'Text' }).press('ControlOrMeta+F')
  await box.fill('THE ONE')
  await expect(text).toContainText('1 of 1')
  await expect(text.locator('mark')).toHaveText('the one')
  await expect(text.locator('mark')).toBeInViewport()
  await expect(text).not.toContainText('Characters 1 to')
  await box.fill('of the message')
  await expect(text.locator('mark')).toHaveText('of the message')
  await expect(text.getByRole('button', { name: 'Later part' })).toBeDisabled()
  expect(await seriousViolations(page)).toEqual([])
  await box.press('Escape')
  await text.getByRole('button', { name: 'Earlier part' }).click()
  await expect(text).not.toContainText('of the message"')

  await trafficGrid(page).press('ControlOrMeta+F')
  await expect(page.getByRole('textbox', { name: 'Filter traffic' })).toBeFocused()
})

/** JSON of about that many characters: an array of small objects, two with something special, and an end. */
function ordersOf(characters: number): string {
  const orders: object[] = []
  for (let length = 0; length < characters; length += JSON.stringify(orders.at(-1)).length + 1) {
    const number = orders.length
    orders.push({ id: number, name: `number ${number}`, tags: ['red', 'été'], note: 'x'.repeat(40) })
  }
  orders[Math.floor(orders.length / 3)] = { needle: 'the one' }
  orders[Math.floor(orders.length / 2)] = { needle: 'the other' }
  return JSON.stringify({ orders, end: 'of the message' })
}
