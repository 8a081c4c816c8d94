import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { clipboardText } from './clipboard'
import { expect, test } from './fixture'
import { trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

test.use({ shareApp: true })

const traffic = (page: Page) => page.getByRole('region', { name: 'Traffic' })
const row = (page: Page, text: string) =>
  trafficGrid(page).getByRole('row').filter({ hasText: text, hasNotText: 'You said' })
const selected = (page: Page) => trafficGrid(page).getByRole('row', { selected: true })

test('rows are selected together by mouse and keyboard, copied and exported', async ({ understudy }) => {
  const { page, app } = understudy
  const client = await understudy.connect('/')
  await client.next()
  for (const word of ['alpha', 'beta', 'gamma', 'delta']) {
    client.send(word)
    // Its answer stands below it in the list.
    await client.next()
  }
  await expect(trafficGrid(page)).toContainText('You said "delta"')

  await row(page, 'alpha').click()
  await row(page, 'gamma').click({ modifiers: ['Shift'] })
  await expect(selected(page)).toHaveCount(5)
  await row(page, 'beta').click({ modifiers: ['ControlOrMeta'] })
  await expect(selected(page)).toHaveCount(4)
  await expect(row(page, 'beta')).toHaveAttribute('aria-selected', 'false')

  await row(page, 'alpha').click()
  await trafficGrid(page).press('Shift+ArrowDown')
  await trafficGrid(page).press('Shift+ArrowDown')
  await expect(selected(page)).toHaveCount(3)
  await trafficGrid(page).press('ControlOrMeta+C')
  await expect(page.getByText('Copied 3 entries')).toBeVisible()
  const lines = (await clipboardText(app)).split('\n')
  expect(lines.map((line) => line.split('\t').at(-1))).toEqual([
    'alpha',
    expect.stringContaining('You said "alpha"'),
    'beta',
  ])
  expect(lines[0]).toContain('\t↑\tc1\t/\t')

  await row(page, 'beta').click({ button: 'right' })
  // What was said of the copying may be fading away just now.
  await expect.poll(() => seriousViolations(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Copy as JSON lines' }).click()
  await expect(trafficGrid(page)).toBeFocused()
  // What was copied before has three lines as well.
  await expect.poll(() => clipboardText(app)).toMatch(/^\{/)
  const copied = (await clipboardText(app)).split('\n')
  expect(copied).toHaveLength(3)
  expect(JSON.parse(copied[0] ?? '')).toMatchObject({ text: 'alpha' })

  const folder = await mkdtemp(join(tmpdir(), 'understudy-selection-'))
  const file = join(folder, 'selection.jsonl')
  // The system's own dialog is out of reach; it answers for the person.
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await trafficGrid(page).press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Export the selected entries…' }).click()
  await expect(page.getByText(`written to ${file}`)).toBeVisible()
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(3)
  await rm(folder, { recursive: true })

  await trafficGrid(page).press('ControlOrMeta+A')
  await expect(selected(page)).toHaveCount((await trafficGrid(page).getByRole('row').count()) - 1)
  client.send('later')
  await expect(row(page, 'later')).toHaveAttribute('aria-selected', 'false')
})

test('the menu of a row sends it again, filters by what it has in common, and goes to its answer', async ({
  understudy,
}) => {
  const { page } = understudy
  const [one, other] = [await understudy.connect('/'), await understudy.connect('/')]
  one.send('from the one')
  other.send('from the other')
  await expect(trafficGrid(page)).toContainText('You said "from the one"')
  await expect(trafficGrid(page)).toContainText('You said "from the other"')

  await row(page, 'from the one').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Go to what it caused' }).click()
  await expect(selected(page)).toContainText('You said "from the one"')
  await trafficGrid(page).press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Open chat.ts' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Send again' }).click()
  await expect(trafficGrid(page).getByRole('row').filter({ hasText: 'You said "from the one"' })).toHaveCount(
    2,
  )

  await row(page, 'from the one').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Show only connection c\d+$/ }).click()
  await expect(trafficGrid(page)).not.toContainText('from the other')
  await traffic(page)
    .getByRole('button', { name: /^Remove filter: connection/ })
    .click()
  await expect(trafficGrid(page)).toContainText('from the other')
})

test('marks and notes stay on their rows, filter the list, outlive the page, and go with what is copied', async ({
  understudy,
}) => {
  const { page, app } = understudy
  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  const client = await understudy.connect('/')
  await client.next()
  for (let number = 0; number < 80; number++) {
    client.send(`message ${number}.`)
    await client.next()
  }
  await expect(trafficGrid(page)).toContainText('You said "message 79."')
  await row(page, 'message 79.').click()
  await page.keyboard.press('ControlOrMeta+F2')
  await expect(row(page, 'message 79.').getByRole('img', { name: 'Marked' })).toBeVisible()

  await trafficGrid(page).press('Home')
  await row(page, 'message 3.').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Note…' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('look at this')
  await page.keyboard.press('Enter')
  await expect(row(page, 'message 3.')).toContainText('look at this')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('F4')
  await expect(selected(page)).toContainText('message 79.')
  await page.keyboard.press('F4')
  await expect(selected(page)).toContainText('message 3.')
  await page.keyboard.press('Shift+F4')
  await expect(selected(page)).toContainText('message 79.')

  await page.getByRole('button', { name: 'Filter by connection, room, direction, origin or type' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'marked' }).click()
  await page.keyboard.press('Escape')
  await expect(traffic(page)).toContainText('2 / ')
  await traffic(page).getByRole('button', { name: 'Remove filter: marked' }).click()
  await expect(trafficGrid(page)).toContainText('message 78.')

  await page.reload()
  await expect(row(page, 'message 79.').getByRole('img', { name: 'Marked' })).toBeVisible()
  await trafficGrid(page).focus()
  await page.keyboard.press('F4')
  await expect(selected(page)).toContainText('look at this')
  await selected(page).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy as JSON lines' }).click()
  await expect
    .poll(async () => JSON.parse(await clipboardText(app)))
    .toMatchObject({ text: 'message 3.', mark: true, note: 'look at this' })
  await selected(page).click()
  await page.keyboard.press('ControlOrMeta+F2')
  await expect(trafficGrid(page)).not.toContainText('look at this')

  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Clear traffic' })
  await expect(question).toContainText('1 mark will be gone')
  await question.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(question).toBeHidden()
  await expect(traffic(page)).not.toContainText('message 79.')
})

test('chips narrow the list to several connections, an origin, a direction or a type at once', async ({
  understudy,
}) => {
  const { page } = understudy
  await traffic(page).getByRole('button', { name: 'Clear', exact: true }).click()
  const [one, other, third] = [
    await understudy.connect('/'),
    await understudy.connect('/'),
    await understudy.connect('/'),
  ]
  one.send('by the one')
  other.send('by the other')
  third.send(new Uint8Array([0x68, 0x69]))
  await expect(trafficGrid(page)).toContainText('You said "by the other"')
  await expect(trafficGrid(page)).toContainText('68 69')
  const idOf = async (text: string) =>
    (await row(page, text).getByRole('gridcell').nth(2).textContent()) ?? ''
  const ids = { one: await idOf('by the one'), other: await idOf('by the other'), third: await idOf('68 69') }

  const button = page.getByRole('button', { name: 'Filter by connection, room, direction, origin or type' })
  const choose = async (part: string, name: string | RegExp) => {
    await button.click()
    await page.getByRole('menuitem', { name: part }).click()
    await page.getByRole('menuitemcheckbox', { name }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  }
  const remove = (words: string) =>
    traffic(page)
      .getByRole('button', { name: `Remove filter: ${words}` })
      .click()

  await choose('Connection', new RegExp(`^${ids.one}\\b`))
  await choose('Connection', new RegExp(`^${ids.third}\\b`))
  await expect(row(page, 'by the one')).toBeVisible()
  await expect(row(page, '68 69')).toBeVisible()
  await expect(trafficGrid(page)).not.toContainText('by the other')

  await choose('Type', 'binary messages')
  await expect(row(page, '68 69')).toBeVisible()
  await expect(trafficGrid(page)).not.toContainText('by the one')
  await remove('binary messages')
  await choose('Origin', 'by handler')
  await expect(trafficGrid(page)).toContainText('You said "by the one"')
  await expect(row(page, 'by the one')).toHaveCount(0)
  await remove(`connection ${ids.one}`)
  await expect(trafficGrid(page)).not.toContainText('You said "by the one"')
  await remove(`connection ${ids.third}`)
  await expect(trafficGrid(page)).toContainText('You said "by the other"')
  await remove('by handler')
  await expect(row(page, 'by the other')).toBeVisible()
})

test('the time column keeps the way of counting that was chosen', async ({ understudy }) => {
  const { page } = understudy
  const client = await understudy.connect('/')
  client.send('one')
  await expect(trafficGrid(page)).toContainText('You said "one"')
  const time = row(page, 'one').last().getByRole('gridcell').nth(1)
  await expect(time).toHaveText(/^\d[\d:]*\.\d+$/)
  await page.getByRole('button', { name: 'Time column: Since the first entry' }).click()
  await page.getByRole('menuitemradio', { name: 'Time of day' }).click()
  await expect(time).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}$/)
  await page.getByRole('button', { name: 'Time column: Time of day' }).click()
  await page.getByRole('menuitemradio', { name: 'Since the row above' }).click()
  await expect(time).toHaveText(/^\+\d+\.\d{3}$/)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Time column: Since the row above' })).toBeVisible()
})
