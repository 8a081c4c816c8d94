import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { chip, editorReady, replaceCode, save, showTheme } from './journey'
import { seriousViolations } from './serious-violations'

const untidy = `import {defineHandler} from 'understudy'
export default defineHandler({onMessage(ctx){ctx.send( 'tidy' )}})`

/** The lines of the editor as they are shown. */
async function shownCode(page: Page): Promise<string> {
  const editor = await editorReady(page)
  const lines = await editor.locator('.view-line').allInnerTexts()
  return lines.join('\n').replaceAll('\u00a0', ' ')
}

test('a file is formatted by command, and on save where that is chosen', async ({ understudy }) => {
  const { page } = understudy
  await replaceCode(page, untidy)
  await save(page)
  await expect(chip(page)).toContainText('Live · reload #2')
  expect(await shownCode(page)).toContain('import {defineHandler}')
  await page.keyboard.press('ControlOrMeta+Shift+F')
  await expect.poll(() => shownCode(page)).toContain("ctx.send('tidy')")

  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('tab', { name: 'This computer' }).click()
  // It is checked once the main process has kept it; `check` would look at once.
  const onSave = page.getByRole('checkbox', { name: 'Format handler files on save' })
  await onSave.click()
  await expect(onSave).toBeChecked()
  await page.keyboard.press('Escape')
  await replaceCode(page, untidy)
  await save(page)
  await expect(chip(page)).toContainText('Live · reload #3')
  await expect.poll(() => shownCode(page)).toContain("ctx.send('tidy')")
  // The cursor is where it was: behind the last character.
  await page.keyboard.type(' // end')
  await expect.poll(() => shownCode(page)).toMatch(/\}\) \/\/ end$/)

  await replaceCode(page, 'export default  1 +')
  await save(page)
  await expect(chip(page)).toContainText('Error in chat.ts')
  expect(await shownCode(page)).toContain('export default  1 +')
})

test('the definition of a name is opened, the types read-only', async ({ understudy }) => {
  const { page } = understudy
  const tabs = page.getByRole('tablist', { name: 'Open files' })
  await replaceCode(page, `import { defineHandler } from 'understudy'\nexport default defineHandler`)
  await page.keyboard.press('F12')
  await expect(
    tabs.getByRole('tab', { name: /^understudy\.d\.ts.*read-only$/, selected: true }),
  ).toBeVisible()
  await expect.poll(() => shownCode(page)).toContain('defineHandler')
  const before = await shownCode(page)
  await page.keyboard.type('x')
  await save(page)
  expect(await shownCode(page)).toBe(before)
  await page.keyboard.press('Escape')
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await tabs.getByRole('tab', { name: /^chat\.ts/ }).click()
  await replaceCode(page, 'export const answer = 42')
  await save(page)
  await page.getByRole('tree', { name: 'Handler files' }).getByRole('treeitem', { name: 'chat.ts' }).click({
    button: 'right',
  })
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(tabs.getByRole('tab', { name: 'chat-2.ts', selected: true })).toBeVisible()
  await replaceCode(page, "import { answer } from './chat'\nexport const twice = answer")
  await page.keyboard.press('F12')
  await expect(tabs.getByRole('tab', { name: /^chat\.ts/, selected: true })).toBeVisible()
  await expect(tabs.getByRole('tab', { name: /^understudy\.d\.ts/ })).toBeVisible()
})
