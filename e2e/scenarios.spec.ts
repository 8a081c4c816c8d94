import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture'
import { chooseScenario, showTheme } from './journey'
import { seriousViolations } from './serious-violations'

const settings = `{
  // Ours.
  "server": { "port": 0 },
  "passthrough": [{ "name": "prices", "path": "/prices", "upstream": "ws://127.0.0.1:9/prices" }],
  "faults": [{ "name": "slow", "path": "/slow", "latencyMs": { "mean": 50 } }],
  "scenarios": [
    { "name": "Calm" }, // nothing fails
    { "name": "Crash", "passthrough": { "prices": false }, "faults": { "slow": true } }
  ]
}
`

let workspace: string

test.beforeEach(async () => {
  workspace = await realpath(await mkdtemp(join(tmpdir(), 'understudy-workspace-')))
  await mkdir(join(workspace, 'handlers'))
  await writeFile(join(workspace, 'understudy.json'), settings)
  await writeFile(
    join(workspace, 'handlers', 'greeter.ts'),
    "import { defineHandler } from 'understudy'\nexport default defineHandler({ onConnect: (ctx) => ctx.sendText('hello') })\n",
  )
})
test.afterEach(() => rm(workspace, { recursive: true, force: true }))

const file = () => readFile(join(workspace, 'understudy.json'), 'utf8')
const panel = (page: Page) => page.getByRole('region', { name: 'Scenarios' })
const list = (page: Page) => panel(page).getByRole('list', { name: 'Scenarios' })
const scenario = (page: Page, name: string) => list(page).getByRole('button', { name, exact: true })
const change = (page: Page) => page.getByRole('status', { name: 'Scenario change' })
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Scenario' })
const fault = (page: Page) =>
  page.getByRole('region', { name: 'Faults' }).getByRole('switch', { name: 'slow' })
const rule = (page: Page) =>
  page.getByRole('region', { name: 'Passthrough' }).getByRole('switch', { name: 'prices' })

async function expectOrder(page: Page, names: readonly string[]): Promise<void> {
  const rows = list(page).getByRole('listitem')
  await expect(rows).toHaveCount(names.length)
  for (const [index, name] of names.entries()) {
    await expect(rows.nth(index).getByRole('button').first()).toHaveAccessibleName(name)
  }
}

async function choosePosition(dialog: Locator, name: string, position: string): Promise<void> {
  await dialog.getByRole('radiogroup', { name, exact: true }).getByText(position, { exact: true }).click()
}

test('a scenario is chosen with a click, a key or a number; what changed is said; it is made, renamed and moved with the keyboard', async ({
  launch,
}) => {
  const { page } = await launch({ workspace })
  await expect(scenario(page, 'As in the file')).toHaveAttribute('aria-pressed', 'true')
  await scenario(page, 'Crash').click()
  await expect(scenario(page, 'Crash')).toHaveAttribute('aria-pressed', 'true')
  await expect(change(page)).toHaveText('Crash: passthrough prices off, fault slow on')
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('Crash')
  await expect(fault(page)).toBeChecked()
  await expect(rule(page)).not.toBeChecked()

  await page.keyboard.press('0')
  await expect(change(page)).toHaveText('As in the file: passthrough prices on, fault slow off')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(scenario(page, 'Calm')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(change(page)).toHaveText('Calm: no switch changed')
  await page.keyboard.press('F9')
  await expect(scenario(page, 'Crash')).toHaveAttribute('aria-pressed', 'true')
  await chooseScenario(page, 'Calm')
  await expect(change(page)).toHaveText('Calm: passthrough prices on, fault slow off')
  await fault(page).press('Space')
  await expect(scenario(page, 'Calm')).toHaveAccessibleDescription(/^changed by hand/)

  // What is switched now, as a scenario of its own.
  await page.keyboard.press('ControlOrMeta+9')
  await expect(scenario(page, 'Calm')).toBeFocused()
  const keep = panel(page).getByRole('button', { name: 'Keep what is switched now as a scenario' })
  await keep.click()
  await expect(dialogOf(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keep).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = dialogOf(page)
  await expect(
    dialog.getByRole('radiogroup', { name: 'slow' }).getByRole('radio', { name: 'On' }),
  ).toBeChecked()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('A scenario needs a name')
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Slow')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expectOrder(page, ['As in the file', 'Calm', 'Crash', 'Slow'])
  expect(await file()).toMatch(/"name": "Slow",\s*"faults": \{\s*"slow": true\s*\}/)

  await expect(scenario(page, 'Slow')).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expectOrder(page, ['As in the file', 'Calm', 'Slow', 'Crash'])
  await page.keyboard.press('Alt+ArrowUp')
  await expectOrder(page, ['As in the file', 'Slow', 'Calm', 'Crash'])
  await expect(scenario(page, 'Slow')).toBeFocused()
  await page.keyboard.press('F2')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Slow network')
  await choosePosition(dialog, 'greeter.ts', 'Off')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(scenario(page, 'Slow')).toBeFocused()
  await page.keyboard.press('F2')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Slow network')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(scenario(page, 'Slow network')).toBeFocused()
  await page.keyboard.press('1')
  await expect(change(page)).toHaveText('Slow network: no switch changed')
  const saved = await file()
  expect(saved).toContain('// Ours.')
  expect(saved).toContain('// nothing fails')
  expect(saved.indexOf('Slow network')).toBeLessThan(saved.indexOf('"Calm"'))
})

test('scenarios are added, edited, duplicated, dragged, removed and put back with the mouse; another editor’s changes are seen', async ({
  launch,
}) => {
  const { page } = await launch({ workspace })
  const dialog = dialogOf(page)
  await panel(page).getByRole('button', { name: 'Add scenario' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Crash')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('Another scenario is named “Crash”')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('No greeting')
  await choosePosition(dialog, 'greeter.ts', 'Off')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await scenario(page, 'No greeting').click()
  await expect(change(page)).toHaveText('No greeting: handler greeter.ts off')

  // The menu with a key, also without motion, where it is there at once: the key that opens it does not close it.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const name of ['Crash', 'Calm', 'Crash', 'No greeting']) {
    await scenario(page, name).click()
    await expect(scenario(page, name)).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Shift+F10')
    await expect(page.getByRole('menuitem', { name: 'Edit or rename…' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
    await expect(scenario(page, name)).toBeFocused()
  }

  // The active one acts as it is edited.
  await scenario(page, 'No greeting').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit or rename…' }).click()
  await choosePosition(dialog, 'slow', 'On')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(fault(page)).toBeChecked()
  const undo = (said: string) =>
    page.getByRole('alert').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).click()
  await undo('Saved No greeting')
  await expect(fault(page)).not.toBeChecked()

  const menu = async (name: string, item: string) => {
    await list(page)
      .getByRole('button', { name: `Actions of ${name}`, exact: true })
      .click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await menu('Crash', 'Duplicate')
  await expectOrder(page, ['As in the file', 'Calm', 'Crash', 'No greeting', 'Crash 2'])
  await menu('Crash 2', 'Move up')
  await expectOrder(page, ['As in the file', 'Calm', 'Crash', 'Crash 2', 'No greeting'])
  await scenario(page, 'No greeting').dragTo(scenario(page, 'Calm'))
  await expectOrder(page, ['As in the file', 'No greeting', 'Calm', 'Crash', 'Crash 2'])

  await menu('No greeting', 'Remove')
  await expectOrder(page, ['As in the file', 'Calm', 'Crash', 'Crash 2'])
  await expect(change(page)).toHaveText('As in the file: handler greeter.ts on')
  expect(await file()).not.toContain('No greeting')
  await undo('Removed No greeting')
  await expectOrder(page, ['As in the file', 'No greeting', 'Calm', 'Crash', 'Crash 2'])
  await expect(scenario(page, 'No greeting')).toHaveAttribute('aria-pressed', 'true')

  await writeFile(join(workspace, 'understudy.json'), settings.replace('"Calm"', '"Quiet"'))
  await expectOrder(page, ['As in the file', 'Quiet', 'Crash'])
  await expect(scenario(page, 'As in the file')).toHaveAttribute('aria-pressed', 'true')
  await writeFile(join(workspace, 'understudy.json'), '{ "server": { "port": 0 } }')
  await expect(panel(page)).toContainText('Add a scenario to turn many switches at once')
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
})
