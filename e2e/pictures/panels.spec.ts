import type { Page } from '@playwright/test'
import { expect, test } from '../fixture'
import { clientLog, connectBuiltIn, editorReady, runCommand, say, trafficGrid } from '../journey'
import type { UnderstudyApp } from '../understudy-app'
import { declineTour, takePictures } from './take-pictures'

/** Every panel, with something in it. */

test.beforeEach(({ understudy }) => declineTour(understudy))

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function openSample(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** A market that somebody watches. */
async function livePrices({ page }: UnderstudyApp): Promise<void> {
  await openSample(page, 'Live prices')
  await expect(region(page, 'Actions').getByRole('button')).not.toHaveCount(0)
  await connectBuiltIn(page)
  await say(page, '{"subscribe":"ACME"}')
  await expect(clientLog(page)).toContainText('ACME')
}

test('the parts of the sidebar', async ({ understudy }) => {
  const { page } = understudy
  await livePrices(understudy)
  for (const name of ['Actions', 'Scenarios', 'State']) {
    const panel = region(page, name)
    await panel.scrollIntoViewIfNeeded()
    await takePictures(understudy, name.toLowerCase(), { part: panel })
  }
})

test('a fault is added', async ({ understudy }) => {
  const { page } = understudy
  await runCommand(page, 'Add fault')
  const dialog = page.getByRole('dialog', { name: 'Fault' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('slow lobby')
  await takePictures(understudy, 'fault-dialog', { shown: 'light' })
})

test('rooms: who is in which', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await connectBuiltIn(page)
  for (const rooms of [['lobby'], ['lobby', 'kitchen'], ['kitchen'], ['lobby', 'garden']]) {
    const client = await understudy.connect('/')
    for (const room of rooms) client.send(`/join ${room}`)
  }
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('Joined room: lobby')
  await expect(region(page, 'Rooms')).toContainText('garden')
  await region(page, 'Rooms').getByRole('button', { name: 'Who is in which room' }).click()
  await takePictures(understudy, 'room-map', { shown: 'light' })
})

test('statistics of a busy server', async ({ understudy }) => {
  test.slow()
  const { page } = understudy
  await livePrices(understudy)
  const traders = await Promise.all(
    ['ACME', 'ACME', 'INIT', 'UMBR'].map(async (symbol) => {
      const trader = await understudy.connect('/ws/prices')
      trader.send(JSON.stringify({ subscribe: symbol }))
      return trader
    }),
  )
  await page.getByRole('tab', { name: 'Statistics' }).click()
  const seconds = region(page, 'Statistics').getByRole('slider', { name: /^Messages per second/ })
  // A tide of questions; it goes on while the pictures are taken.
  let turn = 0
  const feed = setInterval(() => {
    turn += 1
    for (let message = 0; message < 4 + 3 * Math.sin(turn / 40); message += 1) {
      const symbol = (turn + message) % 3 ? 'ACME' : 'INIT'
      traders[(turn + message) % traders.length]?.send(JSON.stringify({ subscribe: symbol }))
    }
  }, 100)
  await expect(seconds).toHaveAttribute('aria-valuemin', /^-([5-9]\d|1\d\d)$/, { timeout: 90_000 })
  await takePictures(understudy, 'statistics', { shown: 'light' })
  clearInterval(feed)
})

test('the composer with a template', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await connectBuiltIn(page)
  await page.getByRole('tab', { name: 'Composer' }).click()
  const composer = region(page, 'Composer')
  await composer.getByText('JSON', { exact: true }).click()
  await composer
    .getByRole('textbox', { name: 'Message', exact: true })
    .fill(
      '{\n  "type": "order",\n  "id": {{seq}},\n  "customer": "{{person.fullName}}",\n  "at": "{{now}}"\n}',
    )
  await takePictures(understudy, 'composer', { shown: 'dark' })
})

test('clients as tabs and side by side', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await connectBuiltIn(page)
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('Joined room: lobby')
  const client = region(page, 'Client')
  await client.getByRole('button', { name: 'New client' }).click()
  await client.getByRole('tab', { name: 'Client 2' }).click()
  await connectBuiltIn(page)
  await say(page, '/join lobby')
  await say(page, 'Hello from over here')
  await takePictures(understudy, 'client-tabs')
  await client.getByRole('button', { name: 'Side by side' }).click()
  await expect(client.getByRole('group', { name: 'Client 1' })).toContainText('Hello from over here')
  await takePictures(understudy, 'clients', { shown: 'light' })
})

test('the options of a client', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await runCommand(page, 'Options of the client')
  const dialog = page.getByRole('dialog', { name: 'Options of Client 1' })
  await dialog.getByRole('textbox', { name: 'Headers' }).fill('Cookie: session=42')
  await dialog.getByRole('combobox', { name: 'Authentication' }).selectOption('User and password (Basic)')
  await takePictures(understudy, 'client-options')
})

test('the command palette, the shortcuts and the settings', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await page.keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await takePictures(understudy, 'palette', { shown: 'dark' })
  await page.keyboard.press('Escape')
  await runCommand(page, 'Keyboard shortcuts')
  await takePictures(understudy, 'shortcuts')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+,')
  await takePictures(understudy, 'settings')
})

test('an entry as text, as bytes, and why', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await connectBuiltIn(page)
  await say(page, '/join lobby')
  await trafficGrid(page).getByText('Joined room: lobby').last().click()
  const message = region(page, 'Message')
  for (const tab of ['Hex', 'Why']) {
    await message.getByRole('tab', { name: tab }).click()
    await takePictures(understudy, `message-${tab.toLowerCase()}`, { part: message, shown: 'light' })
  }
})
