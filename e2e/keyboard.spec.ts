import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { chip, clientLog, editorReady, runCommand, trafficGrid } from './journey'

/** What has the focus, by its region's name. */
function focusedRegion(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() =>
    document.activeElement
      ?.closest('[role="toolbar"], section[aria-label]:not(section[aria-label] *)')
      ?.getAttribute('aria-label'),
  )
}

test('the first five minutes without a mouse', async ({ understudy }) => {
  const { page } = understudy
  const { keyboard } = page
  // 1: it serves already.
  await expect(page.getByRole('status', { name: 'Server status' })).toContainText('Running ws://127.0.0.1:')
  await expect(chip(page)).toContainText(/Live · reload #1 · \d+ ms/)
  // 2: the built-in client joins a room.
  const editor = await editorReady(page)
  await keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('textbox', { name: 'Search commands' })).toBeFocused()
  await keyboard.type('built-in client')
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Message text' })).toBeFocused()
  await keyboard.type('/join lobby')
  await keyboard.press('Enter')
  await expect(clientLog(page)).toContainText('Joined room: lobby')

  // 3: a changed text answers on the same connection.
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

  // 4: a mistake is underlined, and the old code stays live.
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

  // 5: a switch sends the next matching message to the upstream.
  await runCommand(page, 'Open the Passthrough sample')
  const rule = page.getByRole('region', { name: 'Passthrough' }).getByRole('switch', { name: 'orders' })
  await expect(rule).not.toBeChecked()
  await understudy.address()
  await runCommand(page, 'Connect the built-in client')
  const text = page.getByRole('textbox', { name: 'Message text' })
  await expect(text).toBeFocused()
  await keyboard.type('{"type":"order","id":1}')
  await keyboard.press('Enter')
  await expect(trafficGrid(page)).toContainText('↓')
  await expect(trafficGrid(page)).not.toContainText('⇡')
  await keyboard.press('ControlOrMeta+1')
  while ((await focusedRegion(page)) !== 'Passthrough') await keyboard.press('F6')
  while (!(await rule.evaluate((element) => element === document.activeElement))) await keyboard.press('Tab')
  await keyboard.press('Space')
  await expect(rule).toBeChecked()
  while ((await focusedRegion(page)) !== 'Client') await keyboard.press('F6')
  while (!(await text.evaluate((element) => element === document.activeElement))) await keyboard.press('Tab')
  await keyboard.press('ArrowUp')
  await keyboard.press('Enter')
  await expect(trafficGrid(page)).toContainText('⇡')

  // 6: another scenario, on the open socket.
  await runCommand(page, 'Open the Live prices sample')
  const scenarios = page.getByRole('region', { name: 'Scenarios' })
  await expect(scenarios.getByRole('button', { name: 'Crash', exact: true })).toBeVisible()
  await understudy.address()
  await runCommand(page, 'Connect the built-in client')
  await expect(text).toBeFocused()
  await keyboard.type('{"subscribe":"ACME"}')
  await keyboard.press('Enter')
  await expect(clientLog(page)).toContainText('ACME')
  await keyboard.press('ControlOrMeta+9')
  await keyboard.press('2')
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('Crash')
  await expect(clientLog(page)).toContainText('crash')
  await expect(page.getByRole('button', { name: 'Disconnect' })).toBeEnabled()
})

test('F6 goes round all regions, numbers go to one; the keys of the list find, pause and clear', async ({
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
  const byNumber = { 1: 'Connections', 2: 'Rooms', 3: 'Handlers', 5: 'Message', 6: 'Client' }
  for (const [number, name] of Object.entries(byNumber)) {
    await page.keyboard.press(`ControlOrMeta+${number}`)
    expect(await focusedRegion(page)).toBe(name)
  }
  await page.getByRole('tab', { name: 'Statistics' }).click()
  await page.keyboard.press('ControlOrMeta+4')
  expect(await focusedRegion(page)).toBe('Traffic')
  await page.keyboard.press('ControlOrMeta+F')
  await expect(page.getByRole('textbox', { name: 'Filter traffic' })).toBeFocused()
  await page.keyboard.press('Escape')
  await understudy.connect('/')
  await expect(trafficGrid(page)).toContainText('Connected')

  const traffic = page.getByRole('region', { name: 'Traffic' })
  await page.keyboard.press('ControlOrMeta+.')
  await expect(traffic.getByRole('button', { name: 'Resume' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+.')
  await expect(traffic.getByRole('button', { name: 'Pause' })).toBeVisible()

  // Entries go at once, what was written on them is asked for.
  await trafficGrid(page).press('End')
  await page.keyboard.press('ControlOrMeta+F2')
  await expect(trafficGrid(page).getByRole('img', { name: 'Marked' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+L')
  const question = page.getByRole('dialog', { name: 'Clear traffic' })
  await expect(question).toContainText('1 mark will be gone')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(trafficGrid(page)).toContainText('Connected')
  await page.keyboard.press('ControlOrMeta+L')
  await question.getByRole('button', { name: 'Clear', exact: true }).click()
  // While it fades it still has the keys.
  await expect(question).toBeHidden()
  await expect(traffic).toContainText('No traffic yet')
  await understudy.connect('/')
  await expect(trafficGrid(page)).toContainText('Connected')
  await page.keyboard.press('ControlOrMeta+L')
  await expect(traffic).toContainText('No traffic yet')
})

test('the Tab key leaves the editor once it is told to, and goes round the whole window', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  await page.keyboard.press('ControlOrMeta+3')
  await page.keyboard.press(process.platform === 'darwin' ? 'Control+Shift+M' : 'Control+M')
  await page.keyboard.press('Tab')
  const start = page.getByRole('separator', { name: 'Resize Console' })
  await expect(start).toBeFocused()

  const visited = new Set<string | null | undefined>()
  for (const key of ['Tab', 'Shift+Tab']) {
    let stops = 0
    do {
      await page.keyboard.press(key)
      visited.add(await focusedRegion(page))
      stops += 1
      // There are some eighty places; a trap would never let go.
      expect(stops).toBeLessThan(200)
    } while (!(await start.evaluate((element) => element === document.activeElement)))
  }
  for (const name of ['Server', 'Connections', 'Passthrough', 'Faults', 'State', 'Handlers', 'Client']) {
    expect(visited).toContain(name)
  }
  expect(visited).toContain('Traffic')
  expect(visited).toContain('Message')
})
