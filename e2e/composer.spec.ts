import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { trafficGrid } from './journey'

let workspace: string

test.beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'understudy-composer-'))
  await mkdir(join(workspace, 'handlers'))
  await mkdir(join(workspace, 'messages'))
  const handler = `
    import { defineHandler } from 'understudy'
    export default defineHandler({
      path: '/*',
      onConnect(ctx) { ctx.join('all') },
      onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('heard ' + msg.text) },
    })`
  await writeFile(join(workspace, 'handlers', 'echo.ts'), handler)
})

test.afterEach(() => rm(workspace, { recursive: true, force: true }))

function composer(page: Page) {
  const region = page.getByRole('region', { name: 'Composer' })
  return {
    region,
    text: region.getByRole('textbox', { name: 'Message', exact: true }),
    send: region.getByRole('button', { name: 'Send', exact: true }),
    saved: region.getByRole('list', { name: 'Saved messages' }),
  }
}

test('a captured message is edited and sent, saved, found with the palette, sent by its key, and deleted with undo', async ({
  launch,
}) => {
  await writeFile(join(workspace, 'messages', 'bad.json'), '{ "name": "Bad", "target": { "to": "nobody" } }')
  const understudy = await launch({ workspace })
  const { page } = understudy
  await page.getByRole('button', { name: 'Trust and run' }).click()
  await expect(page.getByRole('status', { name: 'Handler status' })).toContainText('Live')
  const bad = page.getByRole('alert').filter({ hasText: 'messages/bad.json' })
  await expect(bad).toContainText('target.to: expected "everyone"')
  await rm(join(workspace, 'messages', 'bad.json'))
  await expect(bad).toBeHidden()

  const client = await understudy.connect('/a')
  client.send('question')
  expect(await client.next()).toBe('heard question')
  await trafficGrid(page).getByText('heard question').click()
  const message = page.getByRole('region', { name: 'Message' })
  await message.getByRole('button', { name: 'Edit and send' }).click()
  const { region, text, send, saved } = composer(page)
  await expect(text).toBeFocused()
  await expect(text).toHaveValue('heard question')
  await text.fill('edited')
  await send.click()
  expect(await client.next()).toBe('edited')

  await message.getByRole('button', { name: 'Save message' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save message' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('The answer')
  await dialog.getByRole('combobox', { name: 'Key that sends it' }).selectOption({ index: 2 })
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(saved.getByRole('button', { name: 'The answer', exact: true })).toBeVisible()
  expect(JSON.parse(await readFile(join(workspace, 'messages', 'the-answer.json'), 'utf8'))).toMatchObject({
    version: 1,
    name: 'The answer',
    text: 'heard question',
    target: { to: 'path', path: '/a' },
    key: 2,
  })

  await saved.getByRole('button', { name: 'Send The answer' }).click()
  expect(await client.next()).toBe('heard question')
  await page.keyboard.press(process.platform === 'darwin' ? 'Control+Alt+Digit2' : 'Alt+Digit2')
  expect(await client.next()).toBe('heard question')
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('textbox', { name: 'Search commands' }).fill('The answer')
  await page.keyboard.press('Enter')
  expect(await client.next()).toBe('heard question')

  await saved.getByRole('button', { name: 'Actions of The answer' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(saved.getByRole('button', { name: 'The answer copy', exact: true })).toBeVisible()
  await region.getByRole('textbox', { name: 'Search saved messages' }).fill('copy')
  await expect(saved.getByRole('listitem')).toHaveCount(1)
  await saved.getByRole('button', { name: 'Actions of The answer copy' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(saved.getByRole('listitem')).toHaveCount(0)
  expect(await readdir(join(workspace, 'messages'))).toEqual(['the-answer.json'])
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(saved.getByRole('listitem')).toHaveCount(1)

  const file = join(workspace, 'messages', 'the-answer-copy.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('The answer copy', 'Another copy'))
  await expect(saved.getByRole('button', { name: 'Another copy', exact: true })).toBeVisible()
})
