import { expect, test } from '../fixture'
import { chooseScenario, clientLog, connectBuiltIn, editorReady, say, trafficGrid } from '../journey'
import { declineTour, takePictures } from './take-pictures'

/** The whole window at work. */

test.beforeEach(({ understudy }) => declineTour(understudy))

test('chat: a joined room, a broadcast and why', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await connectBuiltIn(page)
  const friends = [
    await understudy.connect('/'),
    await understudy.connect('/'),
    await understudy.connect('/'),
  ]
  for (const friend of friends.slice(0, 2)) friend.send('/join lobby')
  friends[2]?.send('/join kitchen')
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('Joined room: lobby')
  friends[0]?.send('Good morning, everybody')
  await expect(clientLog(page)).toContainText('Good morning, everybody')
  await say(page, 'Morning! Who is on call?')
  await expect(trafficGrid(page)).toContainText('Who is on call?')
  const lobby = page
    .getByRole('tree', { name: 'Rooms' })
    .getByRole('treeitem')
    .filter({ hasText: 'lobby' })
    .first()
  await lobby.click()
  await lobby.press('ArrowRight')
  await trafficGrid(page).getByText('Joined room: lobby').last().click()
  await page.getByRole('region', { name: 'Message' }).getByRole('tab', { name: 'Why' }).click()
  await takePictures(understudy, 'chat', { shown: 'light' })
})

test('live prices: a ticking feed in the Crash scenario', async ({ understudy }) => {
  const { page } = understudy
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Live prices' }).click()
  await expect(page.getByRole('region', { name: 'Actions' }).getByRole('button')).not.toHaveCount(0)
  await connectBuiltIn(page)
  await say(page, '{"subscribe":"ACME"}')
  await expect(clientLog(page)).toContainText('ACME')
  await chooseScenario(page, 'Crash')
  await expect(clientLog(page)).toContainText('crash')
  await trafficGrid(page).getByText('"symbol"').last().click()
  await expect(page.getByRole('region', { name: 'Message' })).toContainText('symbol')
  await page.getByRole('region', { name: 'Message' }).getByRole('tab', { name: 'Pretty' }).click()
  await takePictures(understudy, 'live-prices', { shown: 'dark' })
})

test('passthrough: orders go to the upstream', async ({ understudy }) => {
  const { page } = understudy
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Passthrough' }).click()
  await page.getByRole('switch', { name: 'orders' }).click({ force: true })
  await connectBuiltIn(page)
  await say(page, '{"type":"catalogue"}')
  await say(page, '{"type":"order","id":7,"item":"tea"}')
  await expect(trafficGrid(page)).toContainText('⇣')
  await trafficGrid(page).getByText('⇣').last().click()
  await takePictures(understudy, 'passthrough', { shown: 'light' })
})

test('held messages: one is being edited', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await page
    .getByRole('region', { name: 'Breakpoints' })
    .getByRole('button', { name: 'Add breakpoint' })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Breakpoint' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('orders')
  await dialog.getByRole('checkbox', { name: 'To the client' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await connectBuiltIn(page)
  await say(page, '{"type":"order","id":7,"item":"tea","amount":2}')
  await say(page, '{"type":"order","id":8,"item":"milk","amount":1}')
  await page.keyboard.press('ControlOrMeta+7')
  const held = page.getByRole('region', { name: 'Held messages' })
  await held.getByRole('option', { name: '"id":8' }).click()
  await held.getByRole('button', { name: 'Format' }).click()
  await takePictures(understudy, 'held', { shown: 'light' })
})

test('a syntax error: the old code stays live', async ({ understudy }) => {
  const { page } = understudy
  const editor = await editorReady(page)
  await connectBuiltIn(page)
  await editor.locator('.view-line').first().click()
  await page.keyboard.press('End')
  await page.keyboard.insertText(' (')
  await page.keyboard.press('ControlOrMeta+S')
  await expect(page.getByRole('status', { name: 'Handler status' })).toContainText('previous code stays live')
  await expect(editor.locator('.squiggly-error').first()).toBeVisible()
  await takePictures(understudy, 'error', { shown: 'dark' })
})
