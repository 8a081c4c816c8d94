import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// Brings the type of `window.understudy`.
import type {} from '../src/renderer/ipc/bridge'
import { expect, test } from './fixture'
import { editorReady, replaceCode } from './journey'
import type { UnderstudyApp } from './understudy-app'

const handler = (version: number): string => `import { defineHandler } from 'understudy'

// version ${version}
export default defineHandler({ handlesPath: '/*', onConnect: (ctx) => ctx.sendText('hello') })
// ${'-'.repeat(20_000)} end of version ${version}
`

let folder: string
let workspace: string

test.beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'understudy-death-')))
  workspace = join(folder, 'mocks')
  await mkdir(join(workspace, 'handlers'), { recursive: true })
  await writeFile(
    join(workspace, 'understudy.json'),
    JSON.stringify({ server: { port: 0 }, faults: [{ name: 'slow', path: '/*', latencyMs: { mean: 10 } }] }),
  )
  await writeFile(join(workspace, 'handlers', 'greeter.ts'), handler(0))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

async function kill(understudy: UnderstudyApp): Promise<void> {
  const exited = once(understudy.process, 'exit')
  understudy.process.kill('SIGKILL')
  await exited
}

async function launchTrusted(
  launch: (options: { userData: string; workspace: string }) => Promise<UnderstudyApp>,
): Promise<UnderstudyApp> {
  const understudy = await launch({ userData: join(folder, 'data'), workspace })
  const trust = understudy.page.getByRole('button', { name: 'Trust and run' }).first()
  const running = understudy.page.getByRole('status', { name: 'Server status' }).getByText('Running')
  await expect(trust.or(running).first()).toBeVisible()
  if (await trust.isVisible()) await trust.click()
  await understudy.address()
  return understudy
}

test('unsaved text is back in the editor after the app was killed', async ({ launch }) => {
  const first = await launchTrusted(launch)
  await editorReady(first.page)
  await replaceCode(first.page, '// half a thought')
  await expect(first.page.getByRole('tablist', { name: 'Open files' }).getByRole('tab')).toHaveAccessibleName(
    /unsaved/,
  )
  // What `drafts.all` answers is read from the disk: from here on a kill costs nothing.
  await expect
    .poll(() =>
      first.page.evaluate(async (path) => {
        const drafts = await window.understudy.request('drafts.all', path)
        return drafts.ok ? drafts.value.map(({ text }) => text) : drafts.error.message
      }, workspace),
    )
    .toEqual(['// half a thought'])
  await kill(first)

  const second = await launchTrusted(launch)
  const { page } = second
  await expect(page.getByText('Unsaved text is back in the editor: handlers/greeter.ts')).toBeVisible()
  await expect((await editorReady(page)).getByText('// half a thought')).toBeVisible()
  expect(await readFile(join(workspace, 'handlers', 'greeter.ts'), 'utf8')).toBe(handler(0))

  await page.keyboard.press('ControlOrMeta+S')
  await expect(page.getByRole('tablist', { name: 'Open files' }).getByRole('tab')).not.toHaveAccessibleName(
    /unsaved/,
  )
  expect(await readFile(join(workspace, 'handlers', 'greeter.ts'), 'utf8')).toBe('// half a thought')
})

test('a kill while everything is being saved leaves every file whole, the old one or the new one', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(120_000)
  for (const savesBefore of [1, 4, 9]) {
    const understudy = await launchTrusted(launch)
    let saves = 0
    let reachedEnough: () => void = () => undefined
    const enough = new Promise<void>((resolve) => {
      reachedEnough = resolve
    })
    await understudy.page.exposeFunction('saved', () => {
      saves += 1
      if (saves === savesBefore) reachedEnough()
    })
    // Runs until the process is gone.
    const saving = understudy.page
      .evaluate(
        async (texts) => {
          const page: Window & { readonly saved?: () => Promise<void> } = window
          for (let round = 0; ; round++) {
            const text = texts[round % texts.length] ?? ''
            const { request } = window.understudy
            await Promise.all([
              request('handlers.save', { path: 'handlers/greeter.ts', text }),
              request('faults.setEnabled', { name: 'slow', enabled: round % 2 === 0 }),
              request('drafts.keep', { folder: '/mocks', path: 'handlers/greeter.ts', base: '', text }),
            ])
            await page.saved?.()
          }
        },
        Array.from({ length: 10 }, (_, version) => handler(version)),
      )
      .catch(() => undefined)
    await enough
    await kill(understudy)
    await saving

    const text = await readFile(join(workspace, 'handlers', 'greeter.ts'), 'utf8')
    const version = Number(/version (\d+)/.exec(text)?.[1])
    expect(text).toBe(handler(version))
    expect(JSON.parse(await readFile(join(workspace, 'understudy.json'), 'utf8'))).toMatchObject({
      server: { port: 0 },
    })
    expect(JSON.parse(await readFile(join(folder, 'data', 'settings.json'), 'utf8'))).toMatchObject({
      lastWorkspace: workspace,
    })
  }
  const last = await launchTrusted(launch)
  expect(await (await last.connect('/')).next()).toBe('hello')
})
