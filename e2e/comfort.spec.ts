import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { clipboardText } from './clipboard'
import { expect, test } from './fixture'
import { clientLog, connectBuiltIn, editorReady, runCommand, say, trafficGrid } from './journey'
import type { UnderstudyApp } from './understudy-app'

test.use({ shareApp: true })

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

function zoomLevel({ app }: UnderstudyApp): Promise<number | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel())
}

test('an empty window says what to do next, running and stopped; the status bar counts', async ({
  understudy,
}) => {
  const { page } = understudy
  const address = await understudy.address()
  await page.getByRole('button', { name: 'No, thanks' }).click()
  await expect(page.getByRole('button', { name: 'Take the tour' })).toHaveCount(0)
  await expect
    .poll(() => readFile(join(understudy.userData, 'settings.json'), 'utf8'))
    .toContain('"tourSeen": true')

  await page.getByRole('button', { name: 'Copy address' }).click()
  await expect.poll(() => clipboardText(understudy.app)).toBe(address)
  const connections = region(page, 'Connections')
  await expect(connections).toContainText(`npx wscat -c ${address}`)
  await connections.getByRole('button', { name: 'Copy command' }).click()
  await expect.poll(() => clipboardText(understudy.app)).toMatch(/^npx wscat -c ws:/)
  await connections.getByRole('button', { name: 'Connect the built-in client' }).click()
  await expect(page.getByRole('textbox', { name: 'Message text' })).toBeFocused()
  await say(page, '/rooms')
  const summary = page.getByRole('status', { name: 'Summary' })
  await expect(summary).toHaveText(
    /^1 connection · 0 rooms · 3 messages \(0 discarded\) · \d+\/s · p99 [\d.]+ \S?s · reloads \d+$/,
  )
  const reloads = Number(/\d+$/.exec((await summary.textContent()) ?? '')?.[0])
  await runCommand(page, 'Reload handlers')
  await expect(summary).toHaveText(new RegExp(`reloads ${reloads + 1}$`))

  await page.getByRole('button', { name: 'Stop server' }).click()
  await expect(connections).toContainText('The server is stopped: nobody can connect.')
  await runCommand(page, 'Clear traffic')
  await expect(region(page, 'Traffic')).toContainText('The server is stopped, so there is no traffic.')
  await expect(region(page, 'Traffic').getByRole('button', { name: 'Start', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Start server' }).click()
  await understudy.address()
})

test('the palette turns switches, runs actions, and does to the selected message what its buttons do', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  await connectBuiltIn(page)
  await runCommand(page, 'Action: Ring the bell')
  await expect(clientLog(page)).toContainText('Ding dong!')
  const slow = region(page, 'Faults').getByRole('switch', { name: 'slow network' })
  await runCommand(page, 'Switch fault slow network on')
  await expect(slow).toBeChecked()
  await runCommand(page, 'Switch fault slow network off')
  await expect(slow).not.toBeChecked()
  await runCommand(page, 'Group connections by path')
  await expect(page.getByRole('button', { name: 'Group by path' })).toHaveAttribute('aria-pressed', 'true')
  await runCommand(page, 'Group connections by path')
  const log = page.getByRole('log', { name: 'Console' })
  await page.keyboard.press('ControlOrMeta+J')
  await expect(log).toBeHidden()
  await page.keyboard.press('ControlOrMeta+J')
  await expect(log).toBeVisible()

  const other = await understudy.connect('/')
  for (let count = 0; count < 40; count++) other.send(`message ${count}`)
  const answer = 'You said "message 39". Say /join lobby to talk to others.'
  const last = trafficGrid(page).getByText(answer)
  await expect(last).toBeVisible()
  await runCommand(page, 'Time column: time of day')
  await expect(trafficGrid(page).getByRole('button', { name: 'Time column: Time of day' })).toBeVisible()
  await trafficGrid(page).press('Home')
  const newest = page.getByRole('button', { name: 'Jump to newest' })
  await expect(newest).toBeVisible()
  await runCommand(page, 'Jump to newest')
  await expect(newest).toBeHidden()

  await last.click()
  await expect(region(page, 'Message')).toContainText('message 39')
  await runCommand(page, 'Copy the message')
  await expect.poll(() => clipboardText(understudy.app)).toBe(answer)
  for (const [words, name] of [
    ['Save the message', 'Save message'],
    ['Make a handler from the message', 'Make a handler from this'],
  ] as const) {
    await runCommand(page, words)
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await runCommand(page, 'Send the message again')
  await expect(last).toHaveCount(2)
  await runCommand(page, 'Edit and send the message')
  await expect(region(page, 'Composer').getByRole('textbox', { name: 'Message', exact: true })).toHaveValue(
    answer,
  )
  await runCommand(page, 'Disconnect the built-in client')
  await expect(page.getByRole('button', { name: 'Disconnect' })).toBeDisabled()
})

test('the theme is chosen in the settings, the menu and the palette; zoom and contrast have keys and commands', async ({
  understudy,
}) => {
  const { page, app } = understudy
  const html = page.locator('html')
  await understudy.address()
  await page.emulateMedia({ colorScheme: null })
  const ticks = () =>
    app.evaluate(({ Menu }) =>
      ['system', 'light', 'dark'].filter(
        (theme) => Menu.getApplicationMenu()?.getMenuItemById(`view.theme.${theme}`)?.checked,
      ),
    )
  await page.keyboard.press('ControlOrMeta+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'This computer' }).click()
  await settings.getByRole('radio', { name: 'Dark' }).press('Space')
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect.poll(ticks).toEqual(['dark'])
  // In a dialog, too.
  await page.keyboard.press('ControlOrMeta+=')
  await page.keyboard.press('ControlOrMeta+Shift++')
  await expect.poll(() => zoomLevel(understudy)).toBe(1)
  await page.keyboard.press('ControlOrMeta+-')
  await expect.poll(() => zoomLevel(understudy)).toBe(0.5)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+0')
  await expect.poll(() => zoomLevel(understudy)).toBe(0)

  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('view.theme.light')?.click())
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light')
  await runCommand(page, 'Theme: as the system')
  await expect.poll(ticks).toEqual(['system'])
  await runCommand(page, 'More contrast')
  await expect(html).toHaveAttribute('data-contrast', 'more')
  await runCommand(page, 'More contrast')
  await expect(html).toHaveAttribute('data-contrast', 'normal')
})

test('what the system asks for is followed: contrast, its own colours, less motion; the focus can be seen', async ({
  understudy,
}) => {
  const { page } = understudy
  const html = page.locator('html')
  await understudy.address()
  await page.getByRole('tab', { name: 'Traffic' }).click()
  await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' })
  await expect(html).toHaveAttribute('data-contrast', 'more')
  await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' })
  await expect(html).toHaveAttribute('data-contrast', 'more')
  await expect(page.getByRole('tab', { name: 'Traffic' })).toHaveCSS('outline-style', 'solid')
  await page.emulateMedia({ contrast: null, forcedColors: null })
  await expect(html).toHaveAttribute('data-contrast', 'normal')

  const stop = page.getByRole('button', { name: 'Stop server' })
  const durations = await stop.evaluate((element) => getComputedStyle(element).transitionDuration)
  expect(
    durations
      .split(', ')
      .map(Number.parseFloat)
      .every((seconds) => seconds < 0.001),
  ).toBe(true)
  await stop.focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await expect(stop).toBeFocused()
  await expect(stop).toHaveCSS('outline-style', 'solid')
  await expect(stop).toHaveCSS('outline-width', '2px')
  await page.emulateMedia({ reducedMotion: null })
})

test('another workspace is opened with the system’s dialog, the recent ones with menu and palette', async ({
  understudy,
}) => {
  const { page, app } = understudy
  await understudy.address()
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'understudy-comfort-')))
  const mocks = join(folder, 'mocks')
  await mkdir(join(mocks, 'handlers'), { recursive: true })
  await writeFile(join(mocks, 'understudy.json'), '{ "server": { "port": 0 } }')
  // The system's own dialog is out of reach; it answers for the person.
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, mocks)
  const menu = (name: string) => page.getByRole('button', { name: `Workspace ${name}` })
  await page.keyboard.press('ControlOrMeta+O')
  await expect(menu('mocks')).toBeVisible()
  await runCommand(page, 'Trust and run the workspace')
  await expect(page.getByRole('button', { name: 'Trust and run' })).toHaveCount(0)

  await menu('mocks').click()
  await page.getByRole('menuitem', { name: 'chat', exact: true }).click()
  await expect(menu('Chat')).toBeVisible()
  await runCommand(page, 'Open recent workspace: mocks')
  await expect(menu('mocks')).toBeVisible()
  const recent = await app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File')
    const items = file?.submenu?.items.find(({ label }) => label === 'Open recent')?.submenu?.items ?? []
    items.find(({ label }) => label.endsWith('chat'))?.click()
    return items.map(({ label }) => label)
  })
  expect(recent).toContain(mocks)
  await expect(menu('Chat')).toBeVisible()
  await rm(folder, { recursive: true })
})
