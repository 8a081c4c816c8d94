import { expect, test } from './fixture'
import {
  chip,
  chooseScenario,
  clientLog,
  connectBuiltIn,
  editorReady,
  replaceCode,
  save,
  say,
  trafficGrid,
} from './journey'

/** The six steps of the first five minutes, as a person takes them: one test a step. */

const joined = (word: string) => `import { defineHandler } from 'understudy'

export default defineHandler({
  onMessage(ctx, msg) {
    if (msg.type !== 'text') return
    const room = msg.text.replace('/join ', '')
    ctx.joinRoom(room)
    ctx.sendText('${word}: ' + room)
  },
})
`

test('1: the window opens with the Chat sample already serving', async ({ understudy }) => {
  const { page } = understudy
  await expect(page.getByRole('status', { name: 'Server status' })).toContainText('Running ws://127.0.0.1:')
  const files = page.getByRole('tree', { name: 'Handler files' })
  await expect(files.getByRole('treeitem', { name: 'chat.ts' })).toBeVisible()
  await expect(chip(page)).toContainText(/Live · reload #1 · \d+ ms/)
  const stranger = await understudy.connect('/any/path')
  expect(await stranger.next()).toMatch(/welcome/i)
})

test('2: the built-in client joins a room; connection, room and frames appear', async ({ understudy }) => {
  const { page } = understudy
  await connectBuiltIn(page)
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('Joined room: lobby')
  await expect(page.getByRole('grid', { name: 'Connections' })).toContainText('lobby')
  await expect(page.getByRole('tree', { name: 'Rooms' }).getByRole('treeitem').first()).toContainText('lobby')
  await expect(trafficGrid(page)).toContainText('/join lobby')
  await expect(trafficGrid(page)).toContainText('Joined room: lobby')
  await expect(page.getByRole('status', { name: 'Summary' })).toContainText('1 connection')
})

test('3: a saved change answers on the same connection, and the chip says so', async ({ understudy }) => {
  const { page } = understudy
  await connectBuiltIn(page)
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('Joined room: lobby')
  await replaceCode(page, joined('You are now in'))
  await save(page)
  await expect(chip(page)).toContainText(/Live · reload #2 · \d+ ms/)
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('You are now in: lobby')
  await expect(page.getByRole('grid', { name: 'Connections' }).getByRole('row')).toHaveCount(2)
  await expect(clientLog(page)).not.toContainText('closed')
})

test('4: a syntax error is underlined while the old code keeps serving', async ({ understudy }) => {
  const { page } = understudy
  await connectBuiltIn(page)
  await replaceCode(page, 'export default {{{')
  await save(page)
  await expect(chip(page)).toContainText('Error in chat.ts:1 · previous code stays live')
  const editor = await editorReady(page)
  await expect(editor.locator('.squiggly-error').first()).toBeVisible()
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('Joined room: lobby')
})

test.describe('with the Passthrough sample', () => {
  test('5: a flipped switch sends the next matching message to the upstream, visibly', async ({
    understudy,
  }) => {
    const { page } = understudy
    await page.getByRole('button', { name: 'Workspace' }).click()
    await page.getByRole('menuitem', { name: 'Passthrough' }).click()
    await expect(page.getByRole('region', { name: 'Passthrough' }).getByRole('switch')).not.toHaveCount(0)
    await connectBuiltIn(page)
    const rule = page.getByRole('region', { name: 'Passthrough' }).getByRole('switch', { name: 'orders' })
    await expect(rule).not.toBeChecked()
    const order = '{"type":"order","id":1}'
    await say(page, order)
    await expect(trafficGrid(page)).toContainText('↓')
    await expect(trafficGrid(page)).not.toContainText('⇡')
    await rule.click({ force: true })
    await expect(rule).toBeChecked()
    await say(page, order)
    await expect(trafficGrid(page)).toContainText('⇡')
    await expect(trafficGrid(page)).toContainText('⇣')
    await rule.click({ force: true })
    await expect(rule).not.toBeChecked()
    const before = await trafficGrid(page).getByText('⇡').count()
    await say(page, '{"type":"order","id":2}')
    await expect(trafficGrid(page)).toContainText('"id":2')
    expect(await trafficGrid(page).getByText('⇡').count()).toBe(before)
  })
})

test('6: another scenario is one click; open sockets stay open and behave differently', async ({
  understudy,
}) => {
  const { page } = understudy
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Live prices' }).click()
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toBeVisible()
  await connectBuiltIn(page)
  await say(page, '{"subscribe":"ACME"}')
  await expect(clientLog(page)).toContainText('ACME')
  await chooseScenario(page, 'Crash')
  await expect(clientLog(page)).toContainText('crash')
  await expect(page.getByRole('button', { name: 'Disconnect' })).toBeEnabled()
  await expect(clientLog(page)).not.toContainText('closed')
})
