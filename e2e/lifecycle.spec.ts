import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
// Brings the type of `window.understudy`.
import type {} from '../src/renderer/ipc/bridge'
import type { Snapshot } from '../src/shared/ipc/snapshot'
import type { Result } from '../src/shared/result'
import { expect, test } from './fixture'
import { connectBuiltIn, say } from './journey'
import type { UnderstudyApp } from './understudy-app'

const root = resolve(import.meta.dirname, '..')

const greeter = `import { defineHandler } from 'understudy'

export default defineHandler({
  handlesPath: '/*',
  onConnect(ctx) {
    ctx.sendText('hello from the workspace')
  },
})
`

let folder: string
let workspace: string

test.beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'understudy-lifecycle-')))
  workspace = join(folder, 'mocks')
  await mkdir(join(workspace, 'handlers'), { recursive: true })
  await writeFile(join(workspace, 'understudy.json'), '{ "server": { "port": 0 } }')
  await writeFile(join(workspace, 'handlers', 'greeter.ts'), greeter)
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

const serverStatus = ({ page }: UnderstudyApp) => page.getByRole('status', { name: 'Server status' })

async function openFolder({ page }: UnderstudyApp): Promise<string> {
  const snapshot: Result<Snapshot> = await page.evaluate(() =>
    window.understudy.request('app.snapshot', undefined),
  )
  if (!snapshot.ok) throw new Error(snapshot.error.message)
  return snapshot.value.slices.workspace.folder
}

test('a taken port: the window opens, says so, and another port can be chosen', async ({ launch }) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  if (address === null || typeof address === 'string') throw new Error('the other program has no port')
  const understudy = await launch({ env: { UNDERSTUDY_PORT: String(address.port) } })
  await expect(serverStatus(understudy)).toHaveText(`Port ${address.port} is in use`)
  await understudy.page.getByRole('textbox', { name: 'Port' }).fill('0')
  await understudy.page.getByRole('button', { name: 'Start on this port' }).click()
  const client = await understudy.connect('/')
  expect(client.isOpen).toBe(true)
  other.close()
})

test('a folder of the command line is opened, and served once it is trusted', async ({ launch }) => {
  const understudy = await launch({ workspace })
  await expect(serverStatus(understudy)).toHaveText('Stopped')
  expect(await openFolder(understudy)).toBe(workspace)
  await understudy.page.getByRole('button', { name: 'Trust and run' }).first().click()
  const client = await understudy.connect('/')
  expect(await client.next()).toBe('hello from the workspace')
})

function zoomOf({ app }: UnderstudyApp): Promise<number | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel())
}

/** Resolves once the page has laid out and drawn what was done to it. */
function framesDrawn({ page }: UnderstudyApp): Promise<unknown> {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

/** Where the borders between panes are, in whole percents, by their names. */
function borders({ page }: UnderstudyApp): Promise<Record<string, number>> {
  return page
    .getByRole('separator')
    .evaluateAll((all) =>
      Object.fromEntries(
        all.map((one) => [
          one.getAttribute('aria-label'),
          Math.round(Number(one.getAttribute('aria-valuenow'))),
        ]),
      ),
    )
}

test('the next start opens the last workspace, with the window as it was left and what the client was used for', async ({
  launch,
}) => {
  const userData = join(folder, 'data')
  const first = await launch({ userData, workspace })
  await first.page.getByRole('button', { name: 'Trust and run' }).first().click()
  const address = await first.address()
  await connectBuiltIn(first.page)
  await say(first.page, 'remember me')
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1100, height: 700 }),
  )
  await first.page.keyboard.press('ControlOrMeta+-')
  await expect.poll(() => zoomOf(first)).toBe(-0.5)
  // The page has followed both: a border's place is a share of the window, and changes with it.
  await expect.poll(() => first.page.evaluate(() => window.outerWidth)).toBe(1100)
  await framesDrawn(first)
  const before = await borders(first)
  // Those within another's pane last: panes in pixels have another share of it once it is moved.
  const inner = ['Resize the file list', 'Resize Console']
  for (const name of [...Object.keys(before).filter((one) => !inner.includes(one)), ...inner]) {
    await first.page.getByRole('separator', { name, exact: true }).focus()
    // One of the two moves it. Rooms would only be shifted by two borders that go the same way.
    const keys = name === 'Resize Rooms' ? ['ArrowDown'] : ['ArrowLeft', 'ArrowUp']
    for (const key of keys) await first.page.keyboard.press(key)
  }
  await framesDrawn(first)
  const moved = await borders(first)
  for (const [name, place] of Object.entries(before)) expect(moved[name], name).not.toBe(place)
  await first.quit()
  const second = await launch({ userData })
  const client = await second.connect('/')
  expect(await client.next()).toBe('hello from the workspace')
  await expect.poll(() => zoomOf(second)).toBeCloseTo(-0.5, 5)
  await expect.poll(() => borders(second)).toEqual(moved)
  await second.page.keyboard.press('ControlOrMeta+0')
  await expect.poll(() => zoomOf(second)).toBe(0)
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(bounds).toEqual({ x: 40, y: 60, width: 1100, height: 700 })
  const text = second.page.getByRole('textbox', { name: 'Message text' })
  await text.press('ArrowUp')
  await expect(text).toHaveValue('remember me')
  await second.page.getByRole('textbox', { name: 'Address' }).press('ArrowDown')
  await expect(second.page.getByRole('menuitem', { name: address })).toBeVisible()
  await second.page.getByRole('menuitem', { name: 'Forget addresses and sent messages' }).click()
  await expect(second.page.getByRole('button', { name: 'Recent addresses' })).toHaveCount(0)
})

test('a second start with the same data hands its folder to the first one, and both say so in the terminal', async ({
  launch,
}) => {
  const first = await launch()
  await first.address()
  const electron = first.process.spawnfile
  const args = [root, '--no-sandbox', `--user-data-dir=${first.userData}`, workspace]
  const second = spawn(electron, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: string[] = []
  second.stderr.on('data', (data) => said.push(String(data)))
  const [code] = await once(second, 'close')
  expect(code).toBe(0)
  expect(said.join('')).toContain('Understudy is already running: its window was brought to the front.')
  await expect
    .poll(() => first.output.join(''))
    .toContain('The window is open; close it or press Ctrl+C to end.')
  await expect.poll(() => openFolder(first)).toBe(workspace)
  expect(first.app.windows()).toHaveLength(1)
})

test('closing the window ends the app, and its clients are told that the server goes away', async ({
  launch,
}) => {
  const understudy = await launch()
  const client = await understudy.connect('/')
  const exited = once(understudy.process, 'exit')
  await understudy.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  expect(await client.closed()).toMatchObject({ code: 1001 })
  expect(await exited).toEqual([0, null])
})

test('a machine that goes to sleep tells the clients first, and serves again when it wakes', async ({
  launch,
}) => {
  const understudy = await launch()
  const client = await understudy.connect('/')
  await understudy.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
  expect(await client.closed()).toMatchObject({ code: 1001 })
  await expect(serverStatus(understudy)).toHaveText('Stopped')
  await understudy.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  expect((await understudy.connect('/')).isOpen).toBe(true)
})

test('a page that crashes is loaded again, and no client notices', async ({ launch }) => {
  const understudy = await launch()
  understudy.allowErrors(/crash/)
  const client = await understudy.connect('/')
  await client.next()
  await understudy.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const loaded = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()))
    contents?.forcefullyCrashRenderer()
    await loaded
  })
  // Playwright gives a crashed page up, so the new one is looked at from the main process.
  const shown = () =>
    understudy.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
    )
  await expect.poll(shown).toMatch(/Running\s*ws:\/\//)
  client.send('still there?')
  expect(await client.next()).toBeTruthy()
})

test('an item of the menu runs its command in the window', async ({ launch }) => {
  const understudy = await launch()
  await understudy.address()
  await understudy.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.getMenuItemById('server.stop')?.click(),
  )
  await expect(serverStatus(understudy)).toHaveText('Stopped')
})
