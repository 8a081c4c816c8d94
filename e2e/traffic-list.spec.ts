import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

test.use({ shareApp: true })

const traffic = (page: Page) => page.getByRole('region', { name: 'Traffic' })
const filterBox = (page: Page) => page.getByRole('textbox', { name: 'Filter traffic' })

test('text, a regular expression and a JSONPath choose rows; a bad pattern changes nothing', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = await understudy.connect('/')
  client.send('{"price":12}')
  client.send('plain words')
  await expect(traffic(page)).toContainText('6 / 6')
  await filterBox(page).fill('plain')
  await expect(traffic(page)).toContainText('2 / 6')
  await filterBox(page).fill('$.price')
  await expect(traffic(page)).toContainText('1 / 6')
  for (const bad of ['/pri(/', '$.[']) {
    await filterBox(page).fill(bad)
    await expect(filterBox(page)).toHaveAccessibleDescription(/missing|not closed/)
    await expect(traffic(page)).toContainText('1 / 6')
  }
  await filterBox(page).fill('/^pl[a-z]+ /')
  await expect(traffic(page)).toContainText('1 / 6')
  await expect(trafficGrid(page)).toContainText('plain words')
  await filterBox(page).fill('nowhere to be found')
  await traffic(page).getByRole('button', { name: 'Clear filter' }).click()
  await expect(traffic(page)).toContainText('6 / 6')
})

test('chips choose by direction; their menu leaves the window where it is', async ({ understudy }) => {
  const { page } = understudy
  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  const client = await understudy.connect('/')
  client.send('one')
  await expect(trafficGrid(page)).toContainText('You said "one"')
  await page.getByRole('button', { name: 'Filter by connection, room, direction, origin or type' }).click()
  await page.getByRole('menuitem', { name: 'Direction' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'from the client' }).click()
  await page.getByRole('menuitem', { name: 'Type' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'errors, faults, limits' }).focus()
  await expect(page.getByRole('toolbar', { name: 'Server' })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
  await expect(trafficGrid(page)).not.toContainText('You said "one"')
  await traffic(page).getByRole('button', { name: 'Remove filter: ↑ from the client' }).click()
  await expect(trafficGrid(page)).toContainText('You said "one"')
})

test('chips choose by connection and by room, with how much of the session is left', async ({
  understudy,
}) => {
  const { page } = understudy
  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  const inRoom = await understudy.connect('/')
  inRoom.send('/join den')
  const outside = await understudy.connect('/')
  outside.send('from outside')
  await expect(trafficGrid(page)).toContainText('You said "from outside"')
  await expect(page.getByRole('tree', { name: 'Rooms' })).toContainText('den')

  const openMenu = () =>
    page.getByRole('button', { name: 'Filter by connection, room, direction, origin or type' }).click()
  await openMenu()
  await page.getByRole('menuitem', { name: 'Room' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'den', exact: true }).click()
  await expect(trafficGrid(page)).not.toContainText('from outside')
  await expect(traffic(page)).toContainText(/[1-9]\d* \/ \d+/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await traffic(page).getByRole('button', { name: 'Remove filter: room den' }).click()
  await expect(trafficGrid(page)).toContainText('from outside')

  // By keyboard alone.
  await page.getByRole('button', { name: /^Filter by connection/ }).press('Enter')
  const item = page.getByRole('menuitem', { name: 'Connection' })
  await item.press('ArrowRight')
  const newest = page.getByRole('menuitemcheckbox', { name: /^c\d+ \// }).first()
  await expect(newest).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await newest.press('Enter')
  await expect(trafficGrid(page)).not.toContainText('/join den')
  await expect(trafficGrid(page)).toContainText('from outside')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await traffic(page)
    .getByRole('button', { name: /^Remove filter: connection c\d+$/ })
    .click()
  await expect(trafficGrid(page)).toContainText('/join den')
})

test('pausing stops the view and not the capture', async ({ understudy }) => {
  const { page } = understudy
  const client = await understudy.connect('/')
  await client.next()
  await traffic(page).getByRole('button', { name: 'Pause' }).click()
  client.send('while the view is paused')
  await client.next()
  await expect(traffic(page)).toContainText('paused, 2 more')
  await expect(trafficGrid(page)).not.toContainText('while the view is paused')
  await traffic(page).getByRole('button', { name: 'Resume' }).click()
  await expect(trafficGrid(page)).toContainText('while the view is paused')
})

test('a reader who turns back stays there; one button goes to the newest again', async ({ understudy }) => {
  const { page } = understudy
  const client = await understudy.connect('/')
  for (let number = 0; number < 200; number++) client.send(`message ${number}`)
  await expect(trafficGrid(page)).toContainText('You said "message 199"')
  // All rows count, those on the screen are drawn.
  await expect
    .poll(async () => Number(await trafficGrid(page).getAttribute('aria-rowcount')))
    .toBeGreaterThan(400)
  expect(await trafficGrid(page).getByRole('row').count()).toBeLessThan(120)
  await trafficGrid(page).press('Home')
  await expect(trafficGrid(page)).not.toContainText('message 199')
  client.send('the newest of all')
  await expect(traffic(page).getByRole('button', { name: 'Jump to newest' })).toBeVisible()
  await expect(trafficGrid(page)).not.toContainText('the newest of all')
  await traffic(page).getByRole('button', { name: 'Jump to newest' }).click()
  await expect(trafficGrid(page)).toContainText('You said "the newest of all"')
  await expect(traffic(page).getByRole('button', { name: 'Jump to newest' })).toBeHidden()
})

test('a row says which way, by whom, where and how much; pings and pongs come when asked for', async ({
  understudy,
}) => {
  const { page } = understudy
  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  const client = await understudy.connect('/shop/orders')
  await client.next()
  client.send('12345')
  await client.next()
  client.socket.ping('hi')
  client.socket.pong('hi')
  const rows = trafficGrid(page).getByRole('row')
  const sent = rows.filter({ hasText: '12345', hasNotText: 'You said' })
  const reply = rows.filter({ hasText: 'You said "12345"' })
  await expect(sent.getByRole('img')).toHaveAccessibleName('from the client, by the client')
  await expect(sent.getByRole('img')).toHaveText('↑')
  await expect(sent.getByRole('gridcell').nth(2)).toHaveText(/^c\d+$/)
  await expect(sent.getByRole('gridcell').nth(3)).toHaveText('/shop/orders')
  await expect(sent.getByRole('gridcell').nth(5)).toHaveText('5 B')
  await expect(reply.getByRole('img')).toHaveAccessibleName('to the client, by the handler')
  await expect(reply.getByRole('img')).toHaveText('↓')
  await expect(reply.getByRole('gridcell').last()).toHaveText(/ms|s$/)

  const toggle = traffic(page).getByRole('button', { name: 'Show ping and pong' })
  await expect(toggle).toHaveAttribute('aria-pressed', 'false')
  await expect(trafficGrid(page)).not.toContainText('Ping')
  await toggle.click()
  await expect(rows.filter({ hasText: 'Ping · 68 69' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Pong · 68 69' })).toHaveCount(1)
  await toggle.click()
  await expect(trafficGrid(page)).not.toContainText('Ping')
})

test('a refused handshake is a row that says why, and lets its origin in', async ({ understudy }) => {
  const { page } = understudy
  const page1 = { origin: 'https://one.example' }
  const page2 = { origin: 'https://two.example' }
  await expect(understudy.connect('/', [], page1)).rejects.toThrow('403')
  await expect(understudy.connect('/', [], page2)).rejects.toThrow('403')
  const refused = (origin: string) =>
    trafficGrid(page)
      .getByRole('row')
      .filter({ hasText: 'Refused 403 Forbidden' })
      .filter({ hasText: origin })
  await refused(page1.origin).click()
  await page
    .getByRole('region', { name: 'Message' })
    .getByRole('button', { name: 'Allow this origin' })
    .click()
  await expect(page.getByText(`${page1.origin} is allowed now`)).toBeVisible()
  expect((await understudy.connect('/', [], page1)).isOpen).toBe(true)

  await refused(page2.origin).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Allow this origin' }).click()
  await refused(page2.origin).click()
  await expect(page.getByText(`${page2.origin} is allowed now`)).toBeVisible()
  expect((await understudy.connect('/', [], page2)).isOpen).toBe(true)
})

test('the newest row stays in sight while the list is dragged to other heights', async ({ understudy }) => {
  const { page } = understudy
  // Whoever has chosen a row, as the test before did, is left where they are.
  await traffic(page).getByRole('button', { name: 'Clear' }).click()
  const client = await understudy.connect('/')
  for (let number = 0; number < 100; number++) client.send(`before ${number}`)
  await expect(trafficGrid(page)).toContainText('You said "before 99"')
  const handle = await page.getByRole('separator', { name: 'Resize Traffic' }).boundingBox()
  if (handle === null) throw new Error('the handle is not on the screen')
  const x = handle.x + handle.width / 2
  await page.mouse.move(x, handle.y)
  await page.mouse.down()
  for (let step = 0; step < 30; step++) {
    for (let number = 0; number < 5; number++) client.send(`during ${step}.${number}`)
    await page.mouse.move(x, handle.y - 100 * Math.sin(step / 3))
  }
  await page.mouse.up()
  client.send('the very last one')
  await expect(trafficGrid(page)).toContainText('You said "the very last one"')
  await expect(traffic(page).getByRole('button', { name: 'Jump to newest' })).toBeHidden()
})

test('the session is exported to the file that was chosen, or called off half way, and cleared', async ({
  understudy,
}) => {
  const { page, app } = understudy
  const folder = await mkdtemp(join(tmpdir(), 'understudy-export-'))
  const file = join(folder, 'session.jsonl')
  const client = await understudy.connect('/')
  client.send('to be exported')
  await expect(trafficGrid(page)).toContainText('You said "to be exported"')
  // The system's own dialog is out of reach; it answers for the person.
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await traffic(page).getByRole('button', { name: 'Export' }).click()
  await expect(page.getByText(`written to ${file}`)).toBeVisible()
  expect(await readFile(file, 'utf8')).toContain('to be exported')

  // Much to write, so that there is time to think better of it.
  const large = new Uint8Array(15 * 1024 * 1024)
  for (let number = 0; number < 12; number++) {
    client.send(large)
    await client.next()
  }
  await rm(file)
  await traffic(page).getByRole('button', { name: 'Export' }).click()
  await expect(traffic(page).getByRole('status', { name: 'Export' })).toBeVisible()
  await traffic(page).getByRole('button', { name: 'Cancel export' }).click()
  await expect(traffic(page).getByRole('button', { name: 'Export', exact: true })).toBeVisible()
  expect(await readdir(folder)).toEqual([])
  await rm(folder, { recursive: true })
  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(traffic(page)).toContainText('0 / 0')
})
