import { once } from 'node:events'
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

test('a connection’s menu shows its traffic alone, pings it, and opens it in the composer', async ({
  understudy,
}) => {
  const { page } = understudy
  const mine = await understudy.connect('/mine')
  const theirs = await understudy.connect('/theirs')
  for (const [client, text] of [
    [mine, 'said by me'],
    [theirs, 'said by them'],
  ] as const) {
    await client.next()
    client.send(text)
    await client.next()
  }
  await expect(trafficGrid(page)).toContainText('said by them')
  const row = page.getByRole('grid', { name: 'Connections' }).getByRole('row').filter({ hasText: '/mine' })
  const id = (await row.getByRole('gridcell').first().textContent()) ?? ''
  const chooseOfMine = async (item: string) => {
    await row.getByRole('button', { name: 'Connection actions' }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  await page.keyboard.press('ControlOrMeta+7')
  await chooseOfMine('Show traffic')
  const only = page.getByRole('button', { name: `Remove filter: connection ${id}` })
  await expect(only).toBeVisible()
  await expect(trafficGrid(page)).toContainText('said by me')
  await expect(trafficGrid(page)).not.toContainText('said by them')

  const pinged = once(mine.socket, 'ping')
  await chooseOfMine('Ping')
  await pinged
  await page.getByRole('button', { name: 'Show ping and pong' }).click()
  await expect(trafficGrid(page).getByRole('row').filter({ hasText: 'Ping' })).toHaveCount(1)
  await expect(trafficGrid(page).getByRole('row').filter({ hasText: 'Pong' })).toHaveCount(1)
  await page.getByRole('button', { name: 'Show ping and pong' }).click()
  await only.click()
  await expect(trafficGrid(page)).toContainText('said by them')

  await chooseOfMine('Open in composer')
  const composer = page.getByRole('region', { name: 'Composer' })
  await expect(composer.getByRole('combobox', { name: 'Target' })).toHaveValue(`Connection ${id}`)
  await composer.getByRole('textbox', { name: 'Message', exact: true }).fill('composed for you')
  await composer.getByRole('button', { name: 'Send', exact: true }).click()
  expect(await mine.next()).toBe('composed for you')
  expect(theirs.takeReceived()).toEqual([])
  await page.keyboard.press('ControlOrMeta+4')
  await expect(trafficGrid(page)).toContainText('composed for you')
})

test('a button that a handler declares runs its action for whoever is connected', async ({ understudy }) => {
  const { page } = understudy
  const clients = [await understudy.connect('/near'), await understudy.connect('/far')]
  for (const client of clients) await client.next()
  await page.getByRole('region', { name: 'Actions' }).getByRole('button', { name: 'Ring the bell' }).click()
  for (const client of clients) expect(await client.next()).toBe('Ding dong!')
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

test('what is changed in or deleted from server.state can be put back', async ({ understudy }) => {
  const { page } = understudy
  const region = page.getByRole('region', { name: 'State' })
  await region.getByRole('button', { name: 'Add key' }).click()
  await region.getByRole('textbox', { name: 'New key' }).fill('round')
  await region.getByRole('textbox', { name: 'New value' }).fill('7')
  await region.getByRole('button', { name: 'Add', exact: true }).click()
  const round = region.getByRole('treeitem', { name: 'round: 7' })
  await round.hover()
  await round.getByRole('button', { name: 'Edit round' }).click()
  const value = region.getByRole('textbox', { name: 'Value of round' })
  await value.fill('{ "of": 8')
  await value.press('Enter')
  await expect(value).toBeVisible()
  await value.fill('{ "of": 8 }')
  await value.press('Enter')
  await expect(region.getByRole('treeitem', { name: 'round: { 1 key }' })).toBeVisible()
  await undo(page, /Changed round of the state/)
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
