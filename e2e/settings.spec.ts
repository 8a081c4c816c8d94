import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { clipboardText } from './clipboard'
import { expect, test } from './fixture'
import { editorReady, showTheme } from './journey'
import { seriousViolations } from './serious-violations'

let folder: string

test.beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'understudy-settings-')))
  await mkdir(join(folder, 'mocks', 'handlers'), { recursive: true })
  await writeFile(join(folder, 'mocks', 'understudy.json'), '{\n  // kept\n  "server": { "port": 0 }\n}\n')
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

async function openSettings(page: Page) {
  await page.keyboard.press('ControlOrMeta+,')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await expect(dialog).toBeVisible()
  return dialog
}

test('the server’s settings are written to the workspace and take effect; a bad one is named and changes nothing', async ({
  launch,
}) => {
  const understudy = await launch({ workspace: join(folder, 'mocks') })
  const { page } = understudy
  await page.getByRole('button', { name: 'Trust and run' }).first().click()
  await understudy.address()
  let dialog = await openSettings(page)
  await dialog.getByRole('textbox', { name: 'Port' }).fill('70000')
  await expect(dialog.getByText(/<=65535/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  dialog = await openSettings(page)
  await dialog
    .getByRole('combobox', { name: 'A path that no handler or rule answers' })
    .selectOption('is accepted and echoes')
  await dialog.getByRole('combobox', { name: 'Allowed origins' }).fill('https://app.example.com')
  await page.keyboard.press('Enter')
  expect(await seriousViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  expect(await readFile(join(folder, 'mocks', 'understudy.json'), 'utf8')).toContain('// kept')
  const client = await understudy.connect('/nobody', [], { origin: 'https://app.example.com' })
  client.send('anyone?')
  expect(await client.next()).toBe('anyone?')

  await page
    .getByRole('alert')
    .filter({ hasText: 'The settings were saved' })
    .getByRole('button', { name: 'Undo' })
    .click()
  const file = () => readFile(join(folder, 'mocks', 'understudy.json'), 'utf8')
  await expect.poll(file).toContain('"unmatchedPath": "reject"')
  expect(await file()).not.toContain('https://app.example.com')
})

test('preferences take effect at once and are kept for the next start', async ({ launch }) => {
  const userData = join(folder, 'data')
  const first = await launch({ userData })
  await first.address()
  const dialog = await openSettings(first.page)
  await dialog.getByRole('tab', { name: 'This computer' }).click()
  // It is checked once the main process has kept it; `check` would look at once.
  const contrast = dialog.getByRole('checkbox', { name: 'More contrast' })
  await contrast.click()
  await expect(contrast).toBeChecked()
  await expect(first.page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await dialog.getByRole('textbox', { name: 'Editor font size in pixels' }).fill('16')
  await first.page.keyboard.press('Escape')
  for (const theme of ['light', 'dark'] as const) {
    await first.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(first.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
    await editorReady(first.page)
    await expect.poll(() => seriousViolations(first.page)).toEqual([])
  }
  await first.quit()
  const second = await launch({ userData })
  await expect(second.page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await editorReady(second.page)
  await expect(second.page.locator('.view-lines').first()).toHaveCSS('font-size', '16px')
})

test('the tour leads through the window, can be left with Escape, and is offered once', async ({
  launch,
}) => {
  const userData = join(folder, 'data')
  const first = await launch({ userData })
  const { page } = first
  await page.getByRole('button', { name: 'Take the tour' }).click()
  const stops = [
    'Connect a client',
    'See every message',
    'Change the server while it runs',
    'Let some messages through',
    'Switch the scenario',
    'Act on one client',
  ]
  for (const [index, stop] of stops.entries()) {
    const card = page.getByRole('dialog', { name: `Tour: ${stop}` })
    await expect(card).toContainText(`${index + 1} of 6`)
    expect(await seriousViolations(page, '[role="dialog"]')).toEqual([])
    if (index < 5) await card.getByRole('button', { name: 'Next' }).click()
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await first.quit()
  const second = await launch({ userData })
  await second.address()
  await expect(second.page.getByRole('button', { name: 'Take the tour' })).toHaveCount(0)
})

test('About says what runs here', async ({ understudy }) => {
  const { page, app } = understudy
  await understudy.address()
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('help.about')?.click())
  const about = page.getByRole('dialog', { name: 'About Understudy' })
  await expect(about).toContainText(await app.evaluate(() => process.versions.node))
  await about.getByRole('button', { name: 'Copy versions' }).click()
  await expect.poll(() => clipboardText(app)).toContain(await app.evaluate(() => process.versions.electron))
})

test('a folder that is dropped on the window is opened', async ({ understudy }) => {
  const { page } = understudy
  await understudy.address()
  // Only the system can make a file of a dropped folder: the page is given one through the protocol below it.
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [join(folder, 'mocks')], dragOperationsMask: 1 }
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 400, y: 400, data })
  await expect(page.getByText('Drop a folder to open it as a workspace')).toBeVisible()
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', x: 400, y: 400, data })
  await session.send('Input.dispatchDragEvent', { type: 'drop', x: 400, y: 400, data })
  await expect(page.getByRole('button', { name: 'Workspace mocks' })).toBeVisible()
  await expect(page.getByText('Drop a folder to open it as a workspace')).toHaveCount(0)
  await showTheme(page, 'light')
})
