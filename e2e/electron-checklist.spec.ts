import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from './fixture'
import { editorReady } from './journey'
import type { UnderstudyApp } from './understudy-app'

/**
 * Electron's security checklist, by its numbers. 5 (permissions), 7 (content security policy), 13 (navigation),
 * 14 (new windows), 17 (senders of IPC messages) and 20 (no Electron in the page) are in `security.spec.ts`;
 * 19 (fuses) is in `packaged.spec.ts`, because only a packaged app has its own.
 */
test.use({ shareApp: true })

/** The window's preferences as Chromium got them, defaults included. */
function preferences({ app }: UnderstudyApp): Promise<Readonly<Record<string, unknown>>> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    // Electron's types leave this method out; it is what its own tests read the preferences with.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return { ...contents.getLastWebPreferences() }
  })
}

test('1 and 18: everything in the window comes from our own protocol, nothing from file: or the network', async ({
  understudy,
}) => {
  const { page } = understudy
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(request.url()))
  await page.reload()
  await understudy.address()
  await editorReady(page)
  expect(loaded).toContain('app://understudy/')
  expect(loaded.length).toBeGreaterThan(5)
  expect(loaded.filter((address) => !/^(?:app:\/\/understudy\/|data:|blob:app:)/.test(address))).toEqual([])
})

test.describe('the window’s preferences', () => {
  for (const [item, name, wanted] of [
    ['2: no Node in the page', 'nodeIntegration', false],
    ['2: no Node in its workers', 'nodeIntegrationInWorker', false],
    ['2: no Node in its frames', 'nodeIntegrationInSubFrames', false],
    ['3: context isolation', 'contextIsolation', true],
    ['4: the sandbox', 'sandbox', true],
    ['6: web security', 'webSecurity', true],
    ['8: no insecure content', 'allowRunningInsecureContent', false],
    ['9: no experimental features', 'experimentalFeatures', false],
    ['11: no webviews', 'webviewTag', false],
  ] as const) {
    test(item, async ({ understudy }) => {
      expect((await preferences(understudy))[name] ?? false).toBe(wanted)
    })
  }

  test('10: no features of Blink are switched on', async ({ understudy }) => {
    expect((await preferences(understudy)).enableBlinkFeatures ?? '').toBe('')
  })
})

test('11 and 12: a webview in the page stays an unknown element without contents', async ({ understudy }) => {
  const before = await understudy.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
  const element = await understudy.page.evaluate(() => {
    const webview = document.createElement('webview')
    webview.setAttribute('src', 'https://example.com/')
    webview.setAttribute('allowpopups', '')
    document.body.append(webview)
    return { kind: webview.constructor.name, canLoad: 'loadURL' in webview }
  })
  expect(element).toEqual({ kind: 'HTMLElement', canLoad: false })
  const after = await understudy.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
  expect(after).toBe(before)
})

test('15: no address of the page or of a message is handed to the system', async ({ understudy }) => {
  const { app, page } = understudy
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (address) => void opened.push(address)
  })
  const client = await understudy.connect('/')
  client.send('look at https://example.com/')
  await page
    .getByRole('row', { name: /look at https/ })
    .first()
    .dblclick()
  await page.evaluate(() => window.open('https://example.com/'))
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual([])
})

test('16: the version of Electron is pinned to a supported one', async () => {
  const manifest: { readonly devDependencies: Readonly<Record<string, string>> } = JSON.parse(
    await readFile(resolve(import.meta.dirname, '../package.json'), 'utf8'),
  )
  const [major] = /^\d+(?=\.\d+\.\d+$)/.exec(manifest.devDependencies.electron ?? '') ?? []
  expect(Number(major)).toBeGreaterThanOrEqual(45)
})
