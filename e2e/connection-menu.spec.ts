import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture'
import { showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'
import type { UnderstudyApp } from './understudy-app'

test.use({ shareApp: true })

/** The row of the only connection. */
function onlyRow(page: Page): Locator {
  return page.getByRole('grid', { name: 'Connections' }).getByRole('row').nth(1)
}

async function choose(page: Page, item: string): Promise<void> {
  await onlyRow(page).getByRole('button', { name: 'Connection actions' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function undo(page: Page, said: RegExp): Promise<void> {
  await page.getByRole('alert').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).click()
}

/** Connects a client and waits until the window shows it, alone. */
async function connectAlone(understudy: UnderstudyApp, path = '/') {
  const client = await understudy.connect(path)
  await client.next()
  await expect(understudy.page.getByRole('grid', { name: 'Connections' }).getByRole('row')).toHaveCount(2)
  return client
}

test('text and bytes are sent by hand; bad hex is said at the field', async ({ understudy }) => {
  const { page } = understudy
  const client = await connectAlone(understudy)
  await choose(page, 'Send…')
  const dialog = page.getByRole('dialog', { name: 'Send to connection' })
  await dialog.getByRole('textbox', { name: 'Message text' }).fill('from the window')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  expect(await client.next()).toBe('from the window')
  await dialog.getByRole('radio', { name: 'Text' }).press('ArrowRight')
  await dialog.getByRole('textbox', { name: 'Message text' }).fill('48 6')
  await expect(dialog).toContainText('A hex digit is missing')
  await dialog.getByRole('textbox', { name: 'Message text' }).fill('48 69')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(trafficGrid(page)).toContainText('48 69')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'Connections' })).toBeFocused()
})

test('a connection joins a room and leaves it', async ({ understudy }) => {
  const { page } = understudy
  await connectAlone(understudy)
  await choose(page, 'Join room…')
  await page.getByRole('dialog', { name: 'Join room' }).getByLabel('Room', { exact: true }).fill('kitchen')
  await page.keyboard.press('Enter')
  const room = page.getByRole('tree', { name: 'Rooms' }).getByRole('treeitem', { name: 'kitchen, 1 member' })
  await expect(room).toBeVisible()
  await expect(onlyRow(page)).toContainText('kitchen')
  await choose(page, 'Leave room kitchen')
  await expect(room).toBeHidden()
})

test('metadata that is edited in the window is what the handler reads', async ({ understudy }) => {
  const { page } = understudy
  const client = await connectAlone(understudy)
  await choose(page, 'Edit metadata…')
  const dialog = page.getByRole('dialog', { name: 'Edit metadata' })
  await dialog.getByRole('button', { name: 'Add key' }).click()
  await dialog.getByRole('textbox', { name: 'New key' }).fill('nick')
  await dialog.getByRole('textbox', { name: 'New value' }).fill('Ada')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toContainText('Text needs quotes')
  await dialog.getByRole('textbox', { name: 'New value' }).fill('"Ada"')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  const nick = dialog.getByRole('treeitem', { name: 'nick: "Ada"' })
  await expect(nick).toBeVisible()
  await nick.getByRole('button', { name: 'Delete nick' }).click()
  await expect(nick).toBeHidden()
  await undo(page, /Deleted nick of the metadata of c\d+/)
  await nick.getByRole('button', { name: 'Edit nick' }).click()
  await dialog.getByRole('textbox', { name: 'Value of nick' }).fill('"Bob"')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('treeitem', { name: 'nick: "Bob"' })).toBeVisible()
  await undo(page, /Changed nick of the metadata of c\d+/)
  await expect(nick).toBeVisible()
  await page.keyboard.press('Escape')
  client.send('/join lobby')
  expect(await client.next()).toBe('Joined room: lobby')
  client.send('hello')
  expect(await client.next()).toBe('[lobby] Ada: hello')
})

test('what is deleted from server.state can be put back', async ({ understudy }) => {
  const { page } = understudy
  const region = page.getByRole('region', { name: 'State' })
  await region.getByRole('button', { name: 'Add key' }).click()
  await region.getByRole('textbox', { name: 'New key' }).fill('round')
  await region.getByRole('textbox', { name: 'New value' }).fill('7')
  await region.getByRole('button', { name: 'Add', exact: true }).click()
  const round = region.getByRole('treeitem', { name: 'round: 7' })
  await round.click()
  await expect(region.getByRole('tree', { name: 'State' })).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(round).toBeHidden()
  await undo(page, /Deleted round of the state/)
  await expect(round).toBeVisible()
})

test('a fault is switched for one connection alone and shows on the rows that it touched', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = await connectAlone(understudy)
  const other = await understudy.connect()
  await other.next()
  const faults = page.getByRole('region', { name: 'Faults' })
  await faults.getByRole('button', { name: 'Add fault' }).click()
  const adding = page.getByRole('dialog', { name: 'Fault' })
  await adding.getByRole('textbox', { name: 'Name', exact: true }).fill('twice')
  await adding.getByRole('textbox', { name: 'Double (%)' }).fill('100')
  await adding.getByRole('button', { name: 'Save' }).click()
  await faults.getByRole('switch', { name: 'twice' }).press('Space')
  await expect(faults.getByRole('switch', { name: 'twice' })).not.toBeChecked()
  await choose(page, 'Faults for this one…')
  const dialog = page.getByRole('dialog', { name: 'Faults for this one' })
  await dialog.getByRole('switch', { name: 'twice' }).press('Space')
  await expect(dialog.getByRole('switch', { name: 'twice' })).toBeChecked()
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await page.keyboard.press('Escape')
  await expect(
    onlyRow(page).getByRole('img', { name: 'faults for this connection: twice is on' }),
  ).toBeVisible()
  client.send('/rooms')
  const answer = await client.next()
  expect(await client.next()).toBe(answer)
  await expect(trafficGrid(page).getByRole('img', { name: 'Fault twice: sent twice' })).toHaveCount(1)
  other.send('/rooms')
  expect(await other.next()).toBe(answer)
  await expect(faults.getByRole('switch', { name: 'twice' })).not.toBeChecked()
})

test('a paused connection is not read until it is resumed', async ({ understudy }) => {
  const { page } = understudy
  const client = await connectAlone(understudy)
  await choose(page, 'Pause')
  await expect(onlyRow(page).getByRole('img', { name: 'paused' })).toBeVisible()
  client.send('said while paused')
  await choose(page, 'Resume')
  expect(await client.next()).toContain('said while paused')
})

test('a close has the code and the reason that were typed, and a reserved code is refused', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = await connectAlone(understudy)
  await choose(page, 'Close…')
  const dialog = page.getByRole('dialog', { name: 'Close connection' })
  await dialog.getByRole('textbox', { name: 'Code' }).fill('1006')
  await expect(dialog).toContainText('1006 is reserved and never sent')
  await expect(dialog.getByRole('button', { name: 'Close', exact: true })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Code' }).fill('4001')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('token expired')
  await dialog.getByRole('button', { name: 'Close', exact: true }).click()
  expect(await client.closed()).toEqual({ code: 4001, reason: 'token expired' })
  await expect(trafficGrid(page)).toContainText('token expired')
})

test('a dropped connection ends without a close frame', async ({ understudy }) => {
  const client = await connectAlone(understudy)
  await choose(understudy.page, 'Drop without a close frame')
  expect(await client.closed()).toMatchObject({ code: 1006 })
})
