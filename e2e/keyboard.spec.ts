import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { chip, clientLog, editorReady, trafficGrid } from './journey'

/** What has the focus, by its region's name. */
function focusedRegion(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() =>
    document.activeElement
      ?.closest('[role="toolbar"], section[aria-label]:not(section[aria-label] *)')
      ?.getAttribute('aria-label'),
  )
}

test('steps 2 to 4 of the first five minutes without a mouse', async ({ understudy }) => {
  const { page } = understudy
  const { keyboard } = page
  const editor = await editorReady(page)
  await keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('textbox', { name: 'Search commands' })).toBeFocused()
  await keyboard.type('built-in client')
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Message text' })).toBeFocused()
  await keyboard.type('/join lobby')
  await keyboard.press('Enter')
  await expect(clientLog(page)).toContainText('Joined room: lobby')

  await keyboard.press('ControlOrMeta+3')
  await keyboard.press('ControlOrMeta+F')
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused()
  await keyboard.type('Joined room')
  await expect(editor.getByText('1 of 1')).toBeVisible()
  await keyboard.press('Escape')
  await keyboard.type('Now in')
  await keyboard.press('ControlOrMeta+S')
  await expect(chip(page)).toContainText(/Live · reload #2 · \d+ ms/)
  await keyboard.press('ControlOrMeta+6')
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused()
  for (let step = 0; step < 3; step++) await keyboard.press('Tab')
  await keyboard.press('ArrowUp')
  await expect(page.getByRole('textbox', { name: 'Message text' })).toHaveValue('/join lobby')
  await keyboard.press('Enter')
  await expect(clientLog(page)).toContainText('Now in: lobby')

  await keyboard.press('ControlOrMeta+3')
  await keyboard.press('ControlOrMeta+End')
  await keyboard.type('const = 1')
  await keyboard.press('ControlOrMeta+S')
  await expect(chip(page)).toContainText('previous code stays live')
  await expect(editor.locator('.squiggly-error').first()).toBeVisible()

  await keyboard.press('ControlOrMeta+4')
  await keyboard.press('End')
  await keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Pretty' })).toBeFocused()
  await keyboard.press('ArrowLeft')
  await expect(page.getByRole('tab', { name: 'Why' })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Message' })).toContainText('Who acted on it')
})

test('F6 goes round all regions; find means the list where the list has the focus', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  const visited: (string | null | undefined)[] = []
  for (let step = 0; step < 13; step++) {
    await page.keyboard.press('F6')
    visited.push(await focusedRegion(page))
  }
  expect(visited).toEqual([
    'Server',
    'Connections',
    'Rooms',
    'Passthrough',
    'Breakpoints',
    'Faults',
    'Actions',
    'Scenarios',
    'State',
    'Handlers',
    'Client',
    'Traffic',
    'Message',
  ])
  await page.getByRole('tab', { name: 'Statistics' }).click()
  await page.keyboard.press('ControlOrMeta+4')
  expect(await focusedRegion(page)).toBe('Traffic')
  await page.keyboard.press('ControlOrMeta+F')
  await expect(page.getByRole('textbox', { name: 'Filter traffic' })).toBeFocused()
  await page.keyboard.press('Escape')
  await understudy.connect('/')
  await expect(trafficGrid(page)).toContainText('Connected')
})

test('the Tab key leaves the editor once it is told to', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await page.keyboard.press('ControlOrMeta+3')
  await page.keyboard.press(process.platform === 'darwin' ? 'Control+Shift+M' : 'Control+M')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('separator', { name: 'Resize Console' })).toBeFocused()
})
