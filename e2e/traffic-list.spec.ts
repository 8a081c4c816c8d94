import { mkdtemp, readFile, rm } from 'node:fs/promises'
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
  await trafficGrid(page).press('Home')
  await expect(trafficGrid(page)).not.toContainText('message 199')
  client.send('the newest of all')
  await expect(traffic(page).getByRole('button', { name: 'Jump to newest' })).toBeVisible()
  await expect(trafficGrid(page)).not.toContainText('the newest of all')
  await traffic(page).getByRole('button', { name: 'Jump to newest' }).click()
  await expect(trafficGrid(page)).toContainText('You said "the newest of all"')
  await expect(traffic(page).getByRole('button', { name: 'Jump to newest' })).toBeHidden()
})

test('the newest row stays in sight while the list is dragged to other heights', async ({ understudy }) => {
  const { page } = understudy
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

test('the session is exported to the file that was chosen, and cleared', async ({ understudy }) => {
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
  await rm(folder, { recursive: true })
  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(traffic(page)).toContainText('0 / 0')
})
