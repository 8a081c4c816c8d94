import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

let workspace: string

test.beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'understudy-composer-'))
  await mkdir(join(workspace, 'handlers'))
  await mkdir(join(workspace, 'messages'))
  const handler = `
    import { defineHandler } from 'understudy'
    export default defineHandler({
      onConnect(ctx) { if (ctx.path === '/b') ctx.joinRoom('den') },
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
    result: region.getByRole('status', { name: 'Send result' }),
    saved: region.getByRole('list', { name: 'Saved messages' }),
  }
}

/** Chooses an option of one of the composer's boxes. */
async function choose(page: Page, box: string, option: string | RegExp): Promise<void> {
  await composer(page).region.getByRole('combobox', { name: box }).click()
  await page.getByRole('option', { name: option }).click()
}

test('a message goes to everyone with placeholders of its own, to a path or a pattern, to a room, as bytes, and in as if a client had sent it', async ({
  launch,
}, testInfo) => {
  const understudy = await launch({ workspace })
  const { page } = understudy
  await page.getByRole('button', { name: 'Trust and run' }).click()
  await expect(page.getByRole('status', { name: 'Handler status' })).toContainText('Live')
  const [first, second] = [await understudy.connect('/a'), await understudy.connect('/b')]
  await page.getByRole('tab', { name: 'Composer' }).click()
  const { region, text, send, result } = composer(page)

  await region.getByRole('radio', { name: 'Text' }).press('ArrowRight')
  await text.fill('{"id": "{{uuid}}", "to": "{{connection}}"\n"n": 1}')
  await expect(region).toContainText('line 2, column 1: comma expected')
  await expect(send).toBeDisabled()
  await text.fill('{"id":"{{uuid}}","n":{{seq}}}')
  await region.getByRole('button', { name: 'Format' }).click()
  await expect(text).toHaveValue('{\n  "id": "{{uuid}}",\n  "n": {{seq}}\n}')
  await region.getByRole('button', { name: 'Preview' }).click()
  await expect(region.getByRole('textbox', { name: 'Preview' })).toHaveValue(/"id": "[0-9a-f]{8}-/)
  await text.press('ControlOrMeta+Enter')
  await expect(result).toHaveText('Sent to 2 connections')
  const [one, other] = [JSON.parse(await first.next()), JSON.parse(await second.next())]
  expect(one.id).not.toBe(other.id)
  expect([one.n, other.n]).toEqual([1, 2])

  await region.getByRole('radio', { name: 'JSON' }).press('ArrowLeft')
  await text.fill('hello {{person.firstNam}}')
  await send.click()
  const notice = page.getByRole('alert').filter({ hasText: 'The placeholder {{person.firstNam}}' })
  await expect(notice).toBeVisible()
  await notice.getByRole('button').click()
  await text.fill('hello {{person.firstName}}')
  await choose(page, 'Target', 'Path /b')
  await send.click()
  await expect(result).toHaveText('Sent to 1 connection')
  expect(await second.next()).toMatch(/^hello \p{L}+/u)

  await region.getByRole('combobox', { name: 'Target' }).fill('/*')
  await page.getByRole('option', { name: 'Path /*' }).click()
  await text.fill('to all paths')
  await send.click()
  await expect(result).toHaveText('Sent to 2 connections')
  expect([await first.next(), await second.next()]).toEqual(['to all paths', 'to all paths'])

  await choose(page, 'Target', 'Room den')
  await region.getByText('Hex', { exact: true }).click()
  await text.fill('de ad be')
  await send.click()
  expect((await second.nextBinary()).toString('hex')).toBe('deadbe')
  await region.getByText('Base64', { exact: true }).click()
  await text.fill('not base64!')
  await expect(send).toBeDisabled()
  await text.fill('yv4=')
  await send.click()
  expect((await second.nextBinary()).toString('hex')).toBe('cafe')
  await region.getByText('File', { exact: true }).click()
  await region
    .getByLabel('File to send')
    .setInputFiles({ name: 'two.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 255]) })
  await expect(region).toContainText('two.bin')
  await send.click()
  expect((await second.nextBinary()).toString('hex')).toBe('00ff')
  expect(first.takeReceived()).toEqual([])
  await region.getByText('Text', { exact: true }).click()

  await choose(page, 'Target', 'Path /b')
  await choose(page, 'Direction', 'As if the client sent it')
  await text.fill('me')
  await send.click()
  expect(await second.next()).toBe('heard me')
  await text.press('ArrowUp')
  await text.press('ArrowUp')
  await expect(text).toHaveValue('yv4=')
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
    await page.screenshot({ path: testInfo.outputPath(`composer-${theme}.png`) })
  }
})

test('in another workspace nothing is said of what was sent in the one before', async ({ understudy }) => {
  const { page } = understudy
  await understudy.connect('/')
  await page.getByRole('tab', { name: 'Composer' }).click()
  const { region, text, send, result } = composer(page)
  await text.fill('hello {{person.firstName}}')
  await region.getByRole('button', { name: 'Preview' }).click()
  await expect(region).toContainText('random values are chosen anew')
  await send.click()
  await expect(result).toHaveText('Sent to 1 connection')
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Passthrough' }).click()
  await expect(region.getByRole('button', { name: 'Order a kettle', exact: true })).toBeVisible()
  await expect(result).toHaveText('')
  await expect(text).toHaveValue('hello {{person.firstName}}')
})

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
  // Of what worked only the newest is said: a pile would cover the list.
  await expect(page.getByRole('alert').filter({ hasText: 'The answer: sent to 1 connection' })).toHaveCount(1)

  await saved.getByRole('button', { name: 'Actions of The answer' }).click()
  await page.getByRole('menuitem', { name: 'Rename or choose a key…' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('The question')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(saved.getByRole('button', { name: 'The question', exact: true })).toBeVisible()
  const renamed = page.getByRole('alert').filter({ hasText: 'Saved The question' })
  await renamed.getByRole('button', { name: 'Undo' }).click()
  await expect(renamed).toBeHidden()

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
