import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture'
import { showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

/** Begins on the source before the target is scrolled to, unlike `dragTo`. */
async function drag(page: Page, source: Locator, target: Locator): Promise<void> {
  await source.hover()
  const box = await source.boundingBox()
  if (!box) throw new Error('What is to be dragged is not on the screen')
  await page.mouse.move(box.x + 50, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 4, { steps: 4 })
  await target.hover()
  await page.mouse.up()
}

/** Chooses an entry of the menu in the line of a room or member. */
async function choose(line: Locator, menu: string, item: string): Promise<void> {
  await line.getByRole('button', { name: menu }).click()
  await line.page().getByRole('menuitem', { name: item, exact: true }).click()
}

test('a room gets a broadcast, loses a member and is closed as a whole', async ({ understudy }) => {
  const { page } = understudy
  const clients = [
    await understudy.connect('/'),
    await understudy.connect('/a'),
    await understudy.connect('/b'),
  ]
  for (const client of clients) {
    await client.next()
    client.send('/join lobby')
    expect(await client.next()).toBe('Joined room: lobby')
  }
  const rooms = page.getByRole('tree', { name: 'Rooms' })
  const lobby = (members: string) => rooms.getByRole('treeitem', { name: `lobby, ${members}` })
  await lobby('3 members').click()

  await page.getByRole('button', { name: 'Broadcast to room' }).click()
  const dialog = page.getByRole('dialog', { name: 'Broadcast to room' })
  await dialog.getByRole('textbox', { name: 'Message text' }).fill('the kitchen closes')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  for (const client of clients) {
    let heard = await client.next()
    while (/came in$/.test(heard)) heard = await client.next()
    expect(heard).toBe('the kitchen closes')
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Broadcast to room' })).toBeFocused()

  const outsider = await understudy.connect('/outside')
  await outsider.next()
  outsider.send('said outside')
  await expect(trafficGrid(page)).toContainText('said outside')
  await choose(lobby('3 members'), 'Room actions', 'Show traffic')
  await expect(page.getByRole('button', { name: 'Remove filter: room lobby' })).toBeVisible()
  await expect(trafficGrid(page)).not.toContainText('said outside')
  await expect(trafficGrid(page)).toContainText('the kitchen closes')
  await choose(lobby('3 members'), 'Room actions', 'Open in composer')
  const composer = page.getByRole('region', { name: 'Composer' })
  await expect(composer.getByRole('combobox', { name: 'Target' })).toHaveValue('Room lobby')
  const member = rooms.getByRole('treeitem', { name: /^c\d+$/ }).first()
  const id = (await member.getAttribute('aria-label')) ?? ''
  await choose(member, 'Member actions', 'Show traffic')
  await expect(page.getByRole('button', { name: `Remove filter: connection ${id}` })).toBeVisible()
  await expect(trafficGrid(page).getByRole('row').filter({ hasText: 'the kitchen closes' })).toHaveCount(1)
  await outsider.close()

  await rooms
    .getByRole('treeitem', { name: /^c\d+$/ })
    .last()
    .getByRole('button', { name: 'Member actions' })
    .click()
  await page.getByRole('menuitem', { name: 'Remove from room' }).click()
  await expect(lobby('2 members')).toBeVisible()

  await lobby('2 members').getByRole('button', { name: 'Room actions' }).click()
  await page.getByRole('menuitem', { name: 'Close all its connections' }).click()
  for (const client of clients.slice(0, 2)) expect(await client.closed()).toMatchObject({ code: 1000 })
  await expect(page.getByRole('grid', { name: 'Connections' }).getByRole('row')).toHaveCount(2)
  expect(clients[2]?.isOpen).toBe(true)
})

test('members are moved and removed with the menu, the keyboard and the mouse, and each can be undone', async ({
  understudy,
}) => {
  const { page } = understudy
  for (const room of ['lobby', 'lobby', 'kitchen']) {
    const client = await understudy.connect()
    await client.next()
    client.send(`/join ${room}`)
    let heard = await client.next()
    while (heard !== `Joined room: ${room}`) heard = await client.next()
  }
  const rooms = page.getByRole('tree', { name: 'Rooms' })
  const line = (name: string) => rooms.getByRole('treeitem', { name, exact: true })
  const undo = (text: string) =>
    page.getByRole('alert').filter({ hasText: text }).getByRole('button', { name: 'Undo' }).click()
  await expect(line('lobby, 2 members')).toBeVisible()
  const member = (await rooms.getByRole('treeitem').nth(3).getAttribute('aria-label')) ?? ''

  // The menu, with the keyboard: to a new room.
  await rooms.focus()
  await page.keyboard.press('Home')
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Move to room…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Move to room' })
  await expect(dialog.getByLabel('Room', { exact: true })).toBeFocused()
  await page.keyboard.type('lobby')
  await expect(dialog).toContainText(`${member} is in lobby already`)
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await dialog.getByLabel('Room', { exact: true }).fill('attic')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(rooms).toBeFocused()
  await expect(line('attic, 1 member')).toBeVisible()
  await undo(`Moved ${member} from lobby to attic`)
  await expect(line('attic, 1 member')).toBeHidden()
  await expect(line('lobby, 2 members')).toBeVisible()

  // The mouse: dragged onto the other room.
  await drag(page, line(member), line('kitchen, 1 member'))
  await expect(line('kitchen, 2 members')).toBeVisible()
  await undo(`Moved ${member} from lobby to kitchen`)
  await expect(line('kitchen, 1 member')).toBeVisible()
  await expect(line('lobby, 2 members')).toBeVisible()

  // The Delete key.
  await line(member).click()
  await expect(rooms).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(line('lobby, 1 member')).toBeVisible()
  await undo(`Removed ${member} from lobby`)
  await expect(line('lobby, 2 members')).toBeVisible()

  // A whole room.
  await line('lobby, 2 members').getByRole('button', { name: 'Room actions' }).click()
  await page.getByRole('menuitem', { name: 'Move all members…' }).click()
  await dialog.getByLabel('Room', { exact: true }).fill('kitchen')
  await page.getByRole('option', { name: 'kitchen' }).click()
  await dialog.getByRole('button', { name: 'Move' }).click()
  await expect(line('kitchen, 3 members')).toBeVisible()
  await undo('Moved 2 members from lobby to kitchen')
  await line('lobby, 2 members').getByRole('button', { name: 'Room actions' }).click()
  await page.getByRole('menuitem', { name: 'Remove all members' }).click()
  await expect(rooms.getByRole('treeitem', { name: /^lobby/ })).toBeHidden()
  await undo('Removed 2 members from lobby')
  await expect(line('lobby, 2 members')).toBeVisible()
})

test('a picture shows who is in which room; somebody is put in and taken out in it with the keyboard', async ({
  understudy,
}) => {
  const { page } = understudy
  for (let index = 0; index < 7; index += 1) {
    const client = await understudy.connect(`/table/${index}`)
    client.send(`/join ${index < 4 ? 'lobby' : 'kitchen'}`)
    if (index === 0) client.send('/join garden')
  }
  await expect(page.getByRole('status', { name: 'Summary' })).toContainText(/7 connections.*3 rooms/)
  await page.getByRole('button', { name: 'Who is in which room' }).click()
  const dialog = page.getByRole('dialog', { name: 'Who is in which room' })
  await expect(dialog).toContainText(/7 connections in 3 rooms, 1 of them in more than one; nobody in none/)
  const grid = dialog.getByRole('grid', { name: 'Rooms by connection' })
  await expect(grid).toBeFocused()
  await expect(grid.getByRole('row')).toHaveCount(8)
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  const first = await grid.getByRole('gridcell').first().getAttribute('aria-label')
  const who = first?.split(' ')[0] ?? ''
  await expect(dialog).toContainText(new RegExp(`${who} \\(/table/\\d\\) is in lobby`))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(grid.getByRole('gridcell', { name: `${who} in kitchen` })).toBeVisible()
  await expect(grid.getByRole('columnheader', { name: 'kitchen, 4 members' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Take out' }).click()
  await expect(grid.getByRole('columnheader', { name: 'kitchen, 3 members' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Who is in which room' })).toBeFocused()
})
