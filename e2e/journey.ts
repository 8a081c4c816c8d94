import { expect, type Locator, type Page } from '@playwright/test'

/** What a person does in the window, in the words of its accessible names. */

/** A handler that answers each text with `re ` before it. */
export const echo = `import { defineHandler } from 'understudy'
export default defineHandler({
  onMessage(ctx, message) {
    if (message.type === 'text') ctx.sendText('re ' + message.text)
  },
})
`

export function clientLog(page: Page): Locator {
  return page.getByRole('log', { name: 'Client log' })
}

export function chip(page: Page): Locator {
  return page.getByRole('status', { name: 'Handler status' })
}

export function trafficGrid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Traffic' })
}

/** Connects the built-in client with one click and waits for the chat's welcome or the open state. */
export async function connectBuiltIn(page: Page): Promise<void> {
  const client = page.getByRole('region', { name: 'Client' })
  await client.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(client.getByRole('button', { name: 'Disconnect' })).toBeEnabled()
  await expect(client.getByRole('textbox', { name: 'Message text' })).toBeEnabled()
}

export async function say(page: Page, text: string): Promise<void> {
  const client = page.getByRole('region', { name: 'Client' })
  await client.getByRole('textbox', { name: 'Message text' }).fill(text)
  await client.getByRole('button', { name: 'Send', exact: true }).click()
}

/** Waits until Monaco shows the file's text. */
export async function editorReady(page: Page): Promise<Locator> {
  const editor = page.getByRole('region', { name: 'Handler editor' })
  await expect(editor.locator('.view-line').first()).toBeVisible({ timeout: 20_000 })
  return editor
}

/** Replaces the whole text of the open file, as pasting over everything does. */
export async function replaceCode(page: Page, code: string): Promise<void> {
  const editor = await editorReady(page)
  await editor.locator('.view-line').first().click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(code)
}

/** Ctrl/Cmd+S. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+S')
}

/** Runs a command, or what else the palette offers, by its words. */
export async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('textbox', { name: 'Search commands' }).fill(words)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeHidden()
}

/** Chooses an entry of the toolbar's scenario box. */
export async function chooseScenario(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Scenario' }).click()
  await page.getByRole('option', { name, exact: true }).click()
}

/** Switches the theme as the system does, and waits until all of the window has followed. */
export async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // In the page, frame by frame: expectations ask again after up to a second.
  await page.waitForFunction(
    (scheme) =>
      document.documentElement.dataset.mantineColorScheme === scheme &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    colorScheme,
  )
  // The editor is told of it one frame later.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}
