import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { chip, editorReady, showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'
import type { UnderstudyApp } from './understudy-app'

test.use({ shareApp: false })

function dialog(page: Page) {
  return page.getByRole('dialog', { name: 'Recordings' })
}

/** The workspace that the app shows: the person's copy of the Chat sample. */
function recordingsFolder({ userData }: UnderstudyApp): string {
  return join(userData, 'samples', 'chat', 'recordings')
}

/** Pictures for the eye, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.UNDERSTUDY_PICTURES
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) })
  }
}

test('a session is recorded, opened, made into a handler, and that answers', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  const toggle = page.getByRole('switch', { name: 'Record', exact: true })
  await toggle.click()
  await expect(toggle).toBeChecked()
  const client = await understudy.connect('/')
  const welcome = await client.next()
  client.send('/join lobby')
  expect(await client.next()).toBe('Joined room: lobby')
  await expect(page.getByTitle(/^Recording to recordings\//)).toContainText(/^[1-9]\d* · \S+ k?B$/)
  await picture(page, 'recording')
  await toggle.click()
  await expect(toggle).not.toBeChecked()
  await page.getByRole('button', { name: 'Open the recording' }).click()

  const entries = dialog(page).getByRole('grid', { name: 'Recorded entries' })
  await expect(entries).toContainText('Joined room: lobby')
  await entries.focus()
  await page.keyboard.press('End')
  await expect(dialog(page).getByRole('region', { name: 'Recorded message' })).toContainText(
    'Joined room: lobby',
  )
  expect(await seriousViolations(page)).toEqual([])
  await picture(page, 'recordings')

  await dialog(page).getByRole('button', { name: 'Make a handler…' }).click()
  await dialog(page).getByRole('textbox', { name: 'Handler file' }).fill('replica')
  await expect(dialog(page).getByRole('checkbox', { name: /^Switch off chat\.ts/ })).toBeChecked()
  expect(await seriousViolations(page)).toEqual([])
  await picture(page, 'make-handler')
  await dialog(page).getByRole('button', { name: 'Make the handler' }).click()
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByRole('tab', { name: 'replica.ts' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'Handler editor' })).toContainText(
    'Made by Understudy from recordings/',
  )
  await expect(page.getByRole('treeitem', { name: 'chat.ts' })).toHaveAccessibleDescription('disabled')
  await expect(chip(page)).toContainText('Live')
  await picture(page, 'handler')

  const other = await understudy.connect('/')
  expect(await other.next()).toBe(welcome)
  other.send('/join lobby')
  expect(await other.next()).toBe('Joined room: lobby')
  expect(other.takeReceived()).toEqual([])
})

test('a recording is replayed, exported, renamed, deleted and brought back', async ({ understudy }) => {
  const { page, app } = understudy
  const toggle = page.getByRole('switch', { name: 'Record', exact: true })
  await toggle.click()
  await expect(toggle).toBeChecked()
  const client = await understudy.connect('/')
  await client.next()
  client.send('hello')
  const reply = await client.next()
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('textbox', { name: 'Search commands' }).fill('recording')
  await page.getByRole('button', { name: 'Start or stop recording' }).click()
  await expect(toggle).not.toBeChecked()

  await page.getByRole('button', { name: 'Recordings', exact: true }).click()
  await dialog(page).getByRole('list', { name: 'Recordings' }).getByRole('button').click()
  await dialog(page).getByRole('button', { name: 'Replay…' }).click()
  await dialog(page).getByRole('combobox', { name: 'Speed' }).selectOption('at once')
  await picture(page, 'replay')
  await dialog(page).getByRole('button', { name: 'Start replay' }).click()
  await client.next()
  expect(await client.next()).toBe(reply)
  await expect(page.getByText(/^Replayed .* to c\d+: 2 messages sent\.$/)).toBeVisible()
  await picture(page, 'replayed')
  await page.getByRole('button', { name: 'Done', exact: true }).click()

  await page.getByRole('button', { name: 'Recordings', exact: true }).click()
  const item = dialog(page).getByRole('list', { name: 'Recordings' }).getByRole('button')
  await expect(item).toHaveAttribute('aria-pressed', 'false')
  await item.click()
  const har = join(understudy.userData, 'session.har')
  await app.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, har)
  await dialog(page).getByRole('button', { name: 'Export as HAR…' }).click()
  await expect(page.getByText(`written to ${har}`)).toBeVisible()
  expect(await readFile(har, 'utf8')).toContain('_webSocketMessages')

  await dialog(page).getByRole('button', { name: 'Rename…' }).click()
  await dialog(page).getByRole('textbox', { name: 'New name' }).fill('greeting')
  await dialog(page).getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(item).toContainText('greeting.jsonl')
  await dialog(page).getByRole('button', { name: 'Delete' }).click()
  await expect(item).toHaveCount(0)
  await expect(dialog(page)).toContainText('Nothing was recorded in this workspace yet')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(item).toContainText('greeting.jsonl')

  await dialog(page).getByRole('button', { name: 'Import HAR or JSONL…' }).click()
  await expect(dialog(page).getByRole('region', { name: 'session.jsonl' })).toContainText('hello')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
})

test('a large recording shows how far it is read, and is left when that takes too long', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  const folder = recordingsFolder(understudy)
  await mkdir(folder, { recursive: true })
  const header = {
    understudy: 'recording',
    version: 1,
    startedAt: '2026-11-22T22:17:01.000Z',
    workspace: 'chat',
  }
  const entry = { t: 1, kind: 'text', direction: 'to-client', origin: 'handler', connection: 'c1', path: '/' }
  const lines = `${JSON.stringify({ ...entry, text: 'again and again' })}\n`.repeat(600_000)
  await writeFile(join(folder, 'large.jsonl'), `${JSON.stringify(header)}\n${lines}`)
  await page.getByRole('button', { name: 'Recordings', exact: true }).click()
  await dialog(page)
    .getByRole('button', { name: /^large\.jsonl/ })
    .click()
  await expect(dialog(page).getByRole('progressbar', { name: 'Opening large.jsonl' })).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog(page).getByRole('progressbar')).toHaveCount(0)
  await expect(dialog(page).getByRole('grid', { name: 'Recorded entries' })).toHaveCount(0)
  await expect(dialog(page).getByRole('button', { name: 'Replay…' })).toBeDisabled()
})

test('one message becomes a handler; a recording that runs is whole after the app was quit', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  await page.getByRole('switch', { name: 'Record', exact: true }).click()
  const client = await understudy.connect('/')
  await client.next()
  client.send('/rooms')
  const reply = await client.next()
  await trafficGrid(page).getByText(reply, { exact: true }).click()
  const message = page.getByRole('region', { name: 'Message' })
  await message.getByRole('button', { name: 'Make a handler from this' }).click()
  const question = page.getByRole('dialog', { name: 'Make a handler from this' })
  await question.getByRole('textbox', { name: 'Handler file' }).fill('rooms')
  await picture(page, 'from-message')
  await question.getByRole('button', { name: 'Make the handler' }).click()
  await expect(page.getByRole('tab', { name: 'rooms.ts' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'Handler editor' })).toContainText("request: '/rooms'")
  await expect(chip(page)).toContainText('Live')
  client.send('/rooms')
  expect(await client.next()).toBe(reply)

  const folder = recordingsFolder(understudy)
  await understudy.quit()
  const [name = ''] = await readdir(folder)
  const lines = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ end: true, entries: lines.length - 2 })
  expect(JSON.parse(lines.at(-2) ?? '')).toMatchObject({ kind: 'close', code: 1001 })
})
