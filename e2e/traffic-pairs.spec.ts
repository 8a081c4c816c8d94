import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

/** Answers later, on its own: nothing but the id says what is answered. */
const handler = `import { defineHandler, server } from 'understudy'
export default defineHandler({
  onConnect: (ctx) => ctx.sendJson({ id: 'who', ask: 'name' }),
  onMessage(ctx, message) {
    if (message.type !== 'text' || message.text.includes('who')) return
    const { id, op } = JSON.parse(message.text)
    setTimeout(() => server.sendTo(ctx.connectionId, JSON.stringify({ id, op, done: true })), 5)
  },
})
`

let workspace: string

test.beforeEach(async () => {
  workspace = await realpath(await mkdtemp(join(tmpdir(), 'understudy-pairs-')))
  await mkdir(join(workspace, 'handlers'))
  await writeFile(join(workspace, 'understudy.json'), '{ "server": { "port": 0 } }')
  await writeFile(join(workspace, 'handlers', 'jobs.ts'), handler)
})
test.afterEach(() => rm(workspace, { recursive: true, force: true }))

const row = (page: Page, text: string) => trafficGrid(page).getByRole('row').filter({ hasText: text })
const message = (page: Page) => page.getByRole('region', { name: 'Message' })
const latency = (page: Page, text: string) => row(page, text).getByRole('gridcell').last()

test('a reply shows what it answers and how long that took: by a guessed id, or by the one of the workspace', async ({
  launch,
}) => {
  const understudy = await launch({ workspace })
  const { page } = understudy
  await page.getByRole('button', { name: 'Trust and run' }).click()
  await expect(page.getByRole('status', { name: 'Handler status' })).toContainText('Live')
  const client = await understudy.connect('/')
  expect(await client.next()).toContain('"ask"')
  client.send('{"id":"who","name":"Ada"}')
  client.send('{"id":1,"op":{"n":7}}')
  client.send('{"id":2,"op":{"n":8}}')
  await client.next()
  await client.next()

  // A request of the server, answered by the client, and one of the client.
  await expect(latency(page, '"Ada"')).toHaveText(/ms|s$/)
  await expect(latency(page, '{"id":1,"op":{"n":7},"done"')).toHaveText(/ms|s$/)
  await expect(latency(page, '{"id":1,"op":{"n":7}}')).toHaveText('')

  await row(page, '{"id":2,"op":{"n":8},"done"').click()
  await message(page)
    .getByRole('button', { name: /^Reply to #\d+ after [\d.]+ m?s$/ })
    .click()
  await expect(trafficGrid(page).getByRole('row', { selected: true })).toContainText('{"id":2,"op":{"n":8}}')
  const answered = message(page).getByRole('button', { name: /^Answered by #\d+ after [\d.]+ m?s$/ })
  await expect(answered).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await answered.press('Enter')
  await expect(trafficGrid(page).getByRole('row', { selected: true })).toContainText('"done"')

  await row(page, '{"id":2,"op":{"n":8},"done"').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Go to its request' }).click()
  await expect(trafficGrid(page).getByRole('row', { selected: true })).toContainText('{"id":2,"op":{"n":8}}')

  await row(page, '{"id":2,"op":{"n":8},"done"').click()
  await message(page).getByRole('tab', { name: 'Why' }).click()
  await message(page).getByRole('button', { name: 'Open jobs.ts:7' }).click()
  const editor = page.getByRole('region', { name: 'Handler editor' })
  await expect(editor.getByRole('textbox', { name: 'Handler editor' })).toBeFocused()
  await expect(editor.locator('.line-numbers.active-line-number')).toHaveText('7')
  await row(page, '"ask":"name"').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Open jobs.ts:3' }).click()
  await expect(editor.locator('.line-numbers.active-line-number')).toHaveText('3')

  await writeFile(join(workspace, 'understudy.json'), '{ "server": { "port": 0 }, "pairing": { "id": [] } }')
  await expect(latency(page, '"Ada"')).toHaveText('')
  await page.keyboard.press('ControlOrMeta+,')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('tab', { name: 'Replies and requests' }).click()
  await expect(dialog.getByRole('radio', { name: 'Not by ids' })).toBeChecked()
  await dialog.getByRole('radio', { name: 'By the id at these JSONPaths' }).check()
  const paths = dialog.getByRole('combobox', { name: 'JSONPaths of the id' })
  await paths.fill('op.n')
  await paths.press('Enter')
  await expect(dialog.getByText('op.n: a JSONPath starts with $')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await paths.press('Backspace')
  await paths.fill('$[?(@.op')
  await paths.press('Enter')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/Replies are not paired by/)).toBeVisible()
  await paths.press('Backspace')
  await paths.fill('$.op.n')
  await paths.press('Enter')
  expect(await seriousViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  expect(JSON.parse(await readFile(join(workspace, 'understudy.json'), 'utf8'))).toMatchObject({
    pairing: { id: '$.op.n' },
  })
  await expect(latency(page, '{"id":1,"op":{"n":7},"done"')).toHaveText(/ms|s$/)
  await expect(latency(page, '"Ada"')).toHaveText('')
})
