import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture'
import { ForeignServer } from './foreign-server'
import { clientLog, say, showTheme } from './journey'
import { seriousViolations } from './serious-violations'

// One window, in which each test goes on where the one before has stopped.
test.use({ shareApp: true })

let foreign: ForeignServer
test.beforeAll(async () => {
  foreign = await ForeignServer.start('abc.def')
})
test.afterAll(() => foreign.stop())

const region = (page: Page) => page.getByRole('region', { name: 'Client' })
const part = (scope: Locator) => ({
  address: scope.getByRole('textbox', { name: 'Address' }),
  connect: scope.getByRole('button', { name: 'Connect', exact: true }),
  disconnect: scope.getByRole('button', { name: 'Disconnect' }),
  text: scope.getByRole('textbox', { name: 'Message text' }),
  log: scope.getByRole('log', { name: 'Client log' }),
})

const column = (page: Page, id: number) => part(region(page).getByRole('group', { name: `Client ${id}` }))

async function choose(page: Page, menu: Locator, item: string): Promise<void> {
  await menu.click()
  const items = page.getByRole('menu')
  // A menu that is still being put in its place may move away under the mouse; it closes once an item was chosen.
  await expect(async () => {
    if ((await items.count()) > 0) await items.getByText(item, { exact: true }).click({ timeout: 1000 })
    await expect(items).toHaveCount(0, { timeout: 2000 })
  }).toPass()
}

const button = (scope: Locator, name: string) => scope.getByRole('button', { name })

const regionPart = 'section[aria-label="Client"]'

async function expectAccessible(page: Page, part: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page, part)).toEqual([])
  }
}

test('a client that can’t connect says why and leaves the address ready to be mended', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = region(page)
  const { address, text } = part(client)
  await understudy.address()
  await expect(address).toHaveValue(/^ws:\/\//)
  await address.fill('ws://127.0.0.1:9/ws')
  await address.press('Enter')
  await expect(clientLog(page)).toContainText('Nothing is listening at ws://127.0.0.1:9/ws')
  await expect(address).toBeFocused()
  // An emptied address is the server's own again.
  await address.fill('')
  await address.press('Enter')
  await expect(text).toBeFocused()
  await expect(clientLog(page)).toContainText('Welcome')

  await page.getByRole('button', { name: 'Stop server' }).click()
  await expect(client).toContainText('Closed 1001 going away')
  await expect(page.getByRole('region', { name: 'Traffic' })).toContainText('Closed 1001')
  await page.getByRole('region', { name: 'Connections' }).getByRole('button', { name: 'Start' }).click()
  await understudy.address()
})

test('it connects to somebody else’s server, with headers, a subprotocol and a token', async ({
  understudy,
}) => {
  const { page } = understudy
  const { address, connect, text, log } = part(region(page))
  await address.fill(`${foreign.address}/feed?room=1`)
  await connect.click()
  await expect(log).toContainText(`${foreign.address}/feed?room=1 refused the connection: 401 Unauthorized`)

  await region(page).getByRole('button', { name: 'Client options' }).click()
  const dialog = page.getByRole('dialog', { name: 'Options of Client 1' })
  await dialog.getByRole('textbox', { name: 'Headers' }).fill('Cookie: session=42\nUpgrade: h2c')
  await dialog.getByRole('textbox', { name: 'Subprotocols' }).fill('chat.v1, chat.v2')
  await dialog.getByRole('combobox', { name: 'Authentication' }).selectOption('Token in a header (Bearer)')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('Line 2: Upgrade belongs to the handshake itself and can’t be set')
  await expect(dialog).toContainText('The token is missing')
  await expectAccessible(page, '[role="dialog"]')
  await dialog.getByRole('textbox', { name: 'Headers' }).fill('Cookie: session=42\nX-Tenant: acme')
  await dialog.getByLabel('Token', { exact: true }).fill('abc.def')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)

  await connect.click()
  await expect(text).toBeFocused()
  await expect(region(page)).toContainText('Connected, subprotocol chat.v2')
  const [handshake] = foreign.handshakes
  expect(handshake?.url).toBe('/feed?room=1')
  expect(handshake?.headers).toMatchObject({
    cookie: 'session=42',
    'x-tenant': 'acme',
    authorization: 'Bearer abc.def',
    'sec-websocket-protocol': 'chat.v1,chat.v2',
  })
})

test('text, bytes in hex and a ping go out, and come back from the history by kind', async ({
  understudy,
}) => {
  const { page } = understudy
  const { text, log } = part(region(page))
  await say(page, 'hello out there')
  await choose(page, button(region(page), 'Kind of message'), 'As binary, typed in hex')
  await text.fill('48 65 6')
  await expect(region(page)).toContainText('every byte has two')
  await text.fill('48 65 6c')
  await text.press('Enter')
  await expect(log).toContainText('binary, 3 B 48 65 6c')
  await expect(log.getByText('hello out there')).toHaveCount(2)
  await text.press('ArrowUp')
  await expect(text).toHaveValue('48 65 6c')
  await text.fill('')
  await choose(page, button(region(page), 'Kind of message'), 'Send a ping')
  await expect(log).toContainText('pong')
  await choose(page, button(region(page), 'Kind of message'), 'As text')
  await text.press('ArrowUp')
  await expect(text).toHaveValue('hello out there')
})

test('a lost connection is made again, until it is told to give up', async ({ understudy }) => {
  const { page } = understudy
  const { disconnect, connect } = part(region(page))
  await region(page).getByRole('button', { name: 'Client options' }).click()
  const dialog = page.getByRole('dialog', { name: 'Options of Client 1' })
  await dialog.getByRole('checkbox', { name: 'Reconnect automatically' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  const before = foreign.handshakes.length
  foreign.cut()
  await expect(region(page)).toContainText('Reconnects in')
  await expect.poll(() => foreign.handshakes.length).toBe(before + 1)
  foreign.isOpen = false
  foreign.cut()
  await expect(region(page)).toContainText(/Reconnects in \d+ s · attempt \d/)
  await disconnect.click()
  await expect(region(page)).toContainText('Not connected')
  await expect(connect).toBeEnabled()
  foreign.isOpen = true
})

test('several clients are tabs, each with an address, a text and a log of its own', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = region(page)
  const shown = part(client)
  await client.getByRole('button', { name: 'New client' }).click()
  await expect(client.getByRole('tab', { name: 'Client 2' })).toHaveAttribute('aria-selected', 'true')
  await expect(shown.address).toBeFocused()
  await expect(shown.address).toHaveValue(await understudy.address())
  await page.keyboard.press('Enter')
  await expect(shown.log).toContainText('Welcome')
  await expect(shown.log).not.toContainText('hello out there')
  await shown.text.fill('half a sent')
  await client.getByRole('tab', { name: 'Client 1' }).click()
  await expect(shown.address).toHaveValue(`${foreign.address}/feed?room=1`)
  await expect(shown.text).toHaveValue('hello out there')
  await expect(shown.log).toContainText('Connected, subprotocol chat.v2')
  await choose(page, button(client, 'Client actions'), 'Duplicate')
  await expect(client.getByRole('tab', { name: 'Client 3' })).toHaveAttribute('aria-selected', 'true')
  await shown.connect.click()
  await expect(client).toContainText('Connected, subprotocol chat.v2')
})

test('side by side, each sends and receives on its own', async ({ understudy }) => {
  const { page } = understudy
  const [first, second, third] = [column(page, 1), column(page, 2), column(page, 3)]
  await region(page).getByRole('button', { name: 'Side by side' }).click()
  await expect(second.text).toHaveValue('half a sent')
  await second.text.fill('/join lobby')
  await second.text.press('Enter')
  await expect(second.log).toContainText('Joined room: lobby')
  await third.text.fill('only mine')
  await third.text.press('Enter')
  await expect(third.log.getByText('only mine')).toHaveCount(2)
  await expect(first.log).not.toContainText('only mine')
  await expect(first.address).toBeInViewport()
  await expect(second.address).toBeInViewport()
  await expectAccessible(page, regionPart)
})

test('they go on while the page is loaded again, and one that was closed can be had back', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = region(page)
  const [first, second, third] = [column(page, 1), column(page, 2), column(page, 3)]
  await page.reload()
  await expect(second.log).toContainText('Joined room: lobby')
  await expect(third.disconnect).toBeEnabled()
  await expect(first.text).toHaveValue('hello out there')
  await expect(second.address).toBeInViewport()

  await choose(page, button(client.getByRole('group', { name: 'Client 3' }), 'Client actions'), 'Close')
  await expect(client.getByRole('group')).toHaveCount(2)
  await expect.poll(() => foreign.sockets.size).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(third.log).toContainText('only mine')
  await expect(third.address).toBeFocused()
})

test('the commands mean the client that was used last', async ({ understudy }) => {
  const { page } = understudy
  const client = region(page)
  const [second, third] = [column(page, 2), column(page, 3)]
  const run = async (command: string) => {
    await page.keyboard.press('ControlOrMeta+K')
    await page.getByRole('textbox', { name: 'Search commands' }).fill(command)
    await page.keyboard.press('Enter')
  }
  await third.address.focus()
  await run('Connect the built-in client')
  await expect(third.text).toBeFocused()
  await second.text.focus()
  await run('Disconnect the built-in client')
  await expect(second.disconnect).toBeDisabled()
  await expect(third.disconnect).toBeEnabled()
  await run('Close the client')
  await expect(client.getByRole('group')).toHaveCount(2)
  await third.address.focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('menuitem', { name: 'this server' }).click()
  await expect(third.address).toHaveValue(await understudy.address())
  await run('Close the client')
  // One is as it always was.
  await expect(client.getByRole('group')).toHaveCount(0)
  await expect(client.getByRole('tab')).toHaveCount(0)
  await expect(part(client).address).toHaveValue(`${foreign.address}/feed?room=1`)
})
