import { expect, test } from './fixture'
import { showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

const order = (item: string) => JSON.stringify({ type: 'order', item })

test("two clients get their own upstream's replies; the switch counts from the next message", async ({
  understudy,
}) => {
  const { page } = understudy
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Passthrough' }).click()
  const rule = page.getByRole('region', { name: 'Passthrough' }).getByRole('switch', { name: 'orders' })
  await rule.click({ force: true })
  await expect(rule).toBeChecked()
  const [tea, kettle] = [await understudy.connect('/ws/shop'), await understudy.connect('/ws/shop')]
  tea.send(order('tea'))
  kettle.send(order('kettle'))
  expect(JSON.parse(await tea.next())).toMatchObject({ from: 'upstream', item: 'tea' })
  expect(JSON.parse(await kettle.next())).toMatchObject({ from: 'upstream', item: 'kettle' })
  await expect(trafficGrid(page).getByText('⇡')).toHaveCount(2)
  await expect(trafficGrid(page)).toContainText('⇣')
  const connections = page.getByRole('grid', { name: 'Connections' })
  await expect(connections.getByTitle('upstream of orders')).toHaveText(['/upstream/shop', '/upstream/shop'])
  await rule.click({ force: true })
  await expect(rule).not.toBeChecked()
  tea.send(order('more tea'))
  expect(JSON.parse(await tea.next())).toMatchObject({ from: 'mock', item: 'more tea' })
  await expect(trafficGrid(page).getByText('⇡')).toHaveCount(2)
  expect([tea.isOpen, kettle.isOpen]).toEqual([true, true])
})

test('passthrough is switched for one connection, seen in its row and in Why, and gone when it closes', async ({
  understudy,
}) => {
  const { page } = understudy
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Passthrough' }).click()
  const rule = page.getByRole('region', { name: 'Passthrough' }).getByRole('switch', { name: 'orders' })
  await expect(rule).not.toBeChecked()
  const [tea, kettle] = [await understudy.connect('/ws/shop'), await understudy.connect('/ws/shop')]
  const rows = page.getByRole('grid', { name: 'Connections' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  const mark = rows.nth(1).getByRole('img', { name: 'passthrough for this connection: orders is on' })
  const open = async () => {
    await rows.nth(1).getByRole('button', { name: 'Connection actions' }).click()
    await page.getByRole('menuitem', { name: 'Passthrough for this one…' }).click()
  }
  const dialog = page.getByRole('dialog', { name: 'Passthrough for this one' })
  const own = dialog.getByRole('switch', { name: 'orders' })
  await open()
  await expect(own).not.toBeChecked()
  await own.press('Space')
  await expect(own).toBeChecked()
  await expect(dialog).toContainText('off for the others')
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'Connections' })).toBeFocused()
  await expect(mark).toBeVisible()
  await expect(rule).not.toBeChecked()
  tea.send(order('tea'))
  kettle.send(order('kettle'))
  expect(JSON.parse(await tea.next())).toMatchObject({ from: 'upstream', item: 'tea' })
  expect(JSON.parse(await kettle.next())).toMatchObject({ from: 'mock', item: 'kettle' })
  await trafficGrid(page).getByRole('row').filter({ hasText: '"tea"' }).first().click()
  await page.getByRole('region', { name: 'Message' }).getByRole('tab', { name: 'Why' }).click()
  await expect(page.getByRole('region', { name: 'Message' })).toContainText('on for this connection')

  await open()
  await dialog.getByRole('button', { name: 'Follow the rules again' }).click()
  await expect(own).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(mark).toBeHidden()
  tea.send(order('more tea'))
  expect(JSON.parse(await tea.next())).toMatchObject({ from: 'mock', item: 'more tea' })
})
