import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture'

/** Opens the menu of the marked row with this key, chooses nothing, and leaves it. */
async function opensAndStays(page: Page, list: Locator, key: string): Promise<void> {
  await page.keyboard.press(key)
  const menu = page.getByRole('menu')
  await expect(menu).toBeVisible()
  // The focus is in the menu, on its first item: the same keys go on in it.
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('menuitem').nth(1)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(list).toBeFocused()
}

test('the menus of connections, rooms and members open with a key or a right click and stay open', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = await understudy.connect()
  await client.next()
  client.send('/join lobby')
  expect(await client.next()).toBe('Joined room: lobby')

  const grid = page.getByRole('grid', { name: 'Connections' })
  await grid
    .getByRole('row')
    .nth(1)
    .click({ position: { x: 60, y: 8 } })
  await grid.focus()
  await page.keyboard.press('Home')
  for (const key of ['Shift+F10', 'ContextMenu']) await opensAndStays(page, grid, key)

  const tree = page.getByRole('tree', { name: 'Rooms' })
  for (const [line, keys] of [
    ['Home', ['Shift+F10', 'ContextMenu', 'Enter']],
    ['End', ['Shift+F10', 'ContextMenu', 'Enter']],
  ] as const) {
    await tree.focus()
    await page.keyboard.press(line)
    for (const key of keys) await opensAndStays(page, tree, key)
  }

  for (const row of [grid.getByRole('row').nth(1), ...(await tree.getByRole('treeitem').all())]) {
    await row.click({ button: 'right', position: { x: 60, y: 8 } })
    const menu = page.getByRole('menu')
    await expect(menu).toBeVisible()
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
  }
})
