import { join } from 'node:path'
// Brings the type of `window.understudy`.
import type {} from '../src/renderer/ipc/bridge'
import { expect, test } from './fixture'
import { editorReady } from './journey'
import type { UnderstudyApp } from './understudy-app'

test.use({ shareApp: true })

/** Asks the main process the way the page does; the names are free, because a hostile page is not type-checked. */
function ask(understudy: UnderstudyApp, name: string, input: unknown): Promise<unknown> {
  return understudy.page.evaluate(
    ({ name, input }) => {
      const bridge = window.understudy as unknown as {
        request(name: string, input: unknown): Promise<unknown>
      }
      return bridge.request(name, input).catch((error: unknown) => `rejected: ${String(error)}`)
    },
    { name, input },
  )
}

test('the page has no Node', async ({ understudy }) => {
  const found = await understudy.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter(
      (name) => name in globalThis,
    ),
  )
  expect(found).toEqual([])
})

test('the bridge has the channels of the contract and nothing else', async ({ understudy }) => {
  const bridge = await understudy.page.evaluate(() =>
    Object.fromEntries(Object.entries(window.understudy).map(([name, value]) => [name, typeof value])),
  )
  expect(bridge).toEqual({
    request: 'function',
    onPush: 'function',
    ack: 'function',
    onCommand: 'function',
    pathOf: 'function',
    platform: 'string',
  })
  expect(await ask(understudy, 'fs.readFile', '/etc/passwd')).toMatch(/not in the contract/)
  expect(await ask(understudy, 'toString', undefined)).toMatch(/not in the contract/)
})

test('the page can neither replace nor extend the bridge', async ({ understudy }) => {
  const replaced = await understudy.page.evaluate(() => {
    Reflect.set(window.understudy, 'request', () => 'mine')
    Reflect.set(window.understudy, 'extra', 'mine')
    Reflect.set(window, 'understudy', 'mine')
    return [typeof window.understudy, 'extra' in window.understudy, String(window.understudy.request)]
  })
  expect(replaced[0]).toBe('object')
  expect(replaced[1]).toBe(false)
  expect(replaced[2]).not.toContain('mine')
})

test('a request with a bad payload is refused', async ({ understudy }) => {
  const bad: readonly (readonly [string, unknown])[] = [
    ['handlers.read', 'handlers/../../../etc/passwd'],
    ['handlers.read', '/etc/passwd'],
    ['handlers.save', { path: 'handlers/chat.ts', text: 42 }],
    ['server.setPort', 'http'],
    ['connections.close', { connection: 'c1', code: 1006, reason: '' }],
    ['passthrough.save', { rule: { name: 'x', upstream: 'file:///etc/passwd' }, replaces: null }],
    ['workspace.open', null],
  ]
  for (const [name, input] of bad) {
    expect(await ask(understudy, name, input), name).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    })
  }
  await expect(understudy.page.getByRole('status', { name: 'Server status' })).toContainText('Running')
})

test('a good request from the page itself is answered', async ({ understudy }) => {
  expect(await ask(understudy, 'app.snapshot', undefined)).toMatchObject({ ok: true })
})

test('a request from another window is refused, even with our own preload', async ({ understudy }) => {
  const answers = await understudy.app.evaluate(
    async ({ app, BrowserWindow }, preload) => {
      const attempts: unknown[] = []
      for (const url of ['data:text/html,<title>foreign</title>', 'app://understudy/index.html']) {
        const foreign = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${app.getAppPath()}/${preload}`,
            sandbox: true,
            contextIsolation: true,
          },
        })
        await foreign.loadURL(url)
        attempts.push(await foreign.webContents.executeJavaScript("window.understudy.request('server.stop')"))
        foreign.destroy()
      }
      return attempts
    },
    join('out', 'preload', 'preload.cjs'),
  )
  expect(answers).toHaveLength(2)
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request' } })
  }
  await expect(understudy.page.getByRole('status', { name: 'Server status' })).toContainText('Running')
})

test('a frame inside the page can not be loaded', async ({ understudy }) => {
  understudy.allowErrors(/Content Security Policy/)
  const outcome = await understudy.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
        const frame = document.createElement('iframe')
        frame.src = 'https://example.com/'
        document.body.append(frame)
      }),
  )
  expect(outcome).toBe('frame-src')
})

test('the content security policy is in force', async ({ understudy }) => {
  understudy.allowErrors(/Content Security Policy|unsafe-eval|Refused|Failed to fetch/)
  const policy = await understudy.page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  )
  expect(policy).toBe(
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'",
  )
  const escapes = await understudy.page.evaluate(async () => {
    const inline = document.createElement('script')
    inline.textContent = 'window.escaped = true'
    document.body.append(inline)
    const remote = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    )
    // In a task of its own: what Playwright evaluates is exempt from the policy.
    const evaluated = await new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          resolve(String(new Function('return "evaluated"')()))
        } catch {
          resolve('refused')
        }
      })
    })
    return { inline: 'escaped' in window, remote, evaluated }
  })
  expect(escapes).toEqual({ inline: false, remote: 'refused', evaluated: 'refused' })
})

test('permissions are denied', async ({ understudy }) => {
  const states = await understudy.page.evaluate(() =>
    Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone'].map(
        // The names are Chromium's; the type lists only the standard's.
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
})

test("the browser's reload keys are off", async ({ understudy }) => {
  const { page } = understudy
  await page.evaluate(() => {
    document.documentElement.dataset.kept = 'yes'
  })
  await page.keyboard.press('F5')
  await page.keyboard.press('Control+R')
  expect(await ask(understudy, 'app.snapshot', undefined)).toMatchObject({ ok: true })
  await expect(page.locator('html')).toHaveAttribute('data-kept', 'yes')
})

test('the page breaks none of its own policy when it opens, the editor included', async ({ understudy }) => {
  const { page } = understudy
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      document.documentElement.dataset.violation = `${violatedDirective} ${blockedURI}`
    })
  })
  await page.reload()
  await editorReady(page)
  expect(await page.locator('html').getAttribute('data-violation')).toBeNull()
})

// The last one: Playwright waits for the navigations that were denied here before it acts on the page again.
test('the page can not be left, and no window opens from it', async ({ understudy }) => {
  const { page, app } = understudy
  const before = page.url()
  const opened = await page.evaluate(() => window.open('https://example.com/') !== null)
  expect(opened).toBe(false)
  for (const leave of [
    () => location.assign('https://example.com/'),
    () => {
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      link.target = '_blank'
      document.body.append(link)
      link.click()
    },
    () => {
      location.href = 'file:///etc/passwd'
    },
  ]) {
    understudy.allowErrors(/Not allowed to load local resource/)
    await page.evaluate(leave)
  }
  // A request's round trip: by then a navigation would have begun.
  expect(await ask(understudy, 'app.snapshot', undefined)).toMatchObject({ ok: true })
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
  await expect.poll(() => understudy.output.join('')).toContain('Denied navigation to https://example.com/')
})
