import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type TestInfo } from '@playwright/test'
import { chip, showTheme } from './journey'
import { seriousViolations } from './serious-violations'
import { type LaunchOptions, UnderstudyApp } from './understudy-app'

interface TestFixtures {
  /** What is removed at the end of the test. */
  readonly folders: string[]
  /** The running app. */
  readonly understudy: UnderstudyApp
  /** Starts one more app, with options of its own; it is closed at the end of the test. */
  readonly launch: (options?: LaunchOptions) => Promise<UnderstudyApp>
  /** Starts an app in a workspace of its own, of this `understudy.json` and one handler, and trusts it; removed at the end. */
  readonly launchIn: (settings: object, handler: string) => Promise<StartedWorkspace>
}

interface StartedWorkspace {
  readonly understudy: UnderstudyApp
  /** Its folder. */
  readonly workspace: string
}

interface TestOptions {
  /** How `understudy` is started. */
  readonly startOptions: LaunchOptions
  /**
   * Keeps one app for all tests of a file that run in this worker, for journeys whose steps build on each
   * other. Clients are closed after each test all the same.
   */
  readonly shareApp: boolean
}

interface WorkerFixtures {
  readonly shared: { current: { readonly file: string; readonly app: UnderstudyApp } | null }
  /** The files whose journey was looked at for what keeps people out. */
  readonly inspected: Set<string>
}

export { expect } from '@playwright/test'

/** Tests in the real app: a temporary data folder, a free port, and no error in the window's console. */
export const test = base.extend<TestFixtures & TestOptions, WorkerFixtures>({
  startOptions: [{}, { option: true }],
  shareApp: [false, { option: true }],

  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this parameter.
    async ({}, use) => {
      const shared: WorkerFixtures['shared'] = { current: null }
      await use(shared)
      await shared.current?.app.dispose()
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this parameter.
  inspected: [async ({}, use) => use(new Set()), { scope: 'worker' }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this parameter.
  folders: async ({}, use) => {
    const folders: string[] = []
    await use(folders)
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  },

  launch: async ({ inspected }, use, testInfo) => {
    const apps: UnderstudyApp[] = []
    await use(async (options = {}) => {
      const app = await UnderstudyApp.launch({ ...packaged(testInfo), ...options })
      apps.push(app)
      return app
    })
    const violations: string[] = []
    for (const app of apps) violations.push(...(await conclude(app, testInfo, inspected)))
    for (const app of apps) await app.dispose()
    expectNoErrors(apps)
    expectAccessible(violations)
  },

  // `folders` before `launch`: they are removed when the apps have ended.
  launchIn: async ({ folders, launch }, use) => {
    await use(async (settings, handler) => {
      const workspace = await realpath(await mkdtemp(join(tmpdir(), 'understudy-workspace-')))
      folders.push(workspace)
      await mkdir(join(workspace, 'handlers'))
      await writeFile(join(workspace, 'understudy.json'), JSON.stringify(settings))
      await writeFile(join(workspace, 'handlers', 'handler.ts'), handler)
      const understudy = await launch({ workspace })
      await understudy.page.getByRole('button', { name: 'Trust and run' }).click()
      await expect(chip(understudy.page)).toContainText('Live')
      return { understudy, workspace }
    })
  },

  understudy: async ({ launch, startOptions, shareApp, shared, inspected }, use, testInfo) => {
    if (!shareApp) {
      await use(await launch(startOptions))
      return
    }
    if (shared.current?.file !== testInfo.file) {
      await shared.current?.app.dispose()
      shared.current = null
      const app = await UnderstudyApp.launch({ ...packaged(testInfo), ...startOptions })
      shared.current = { file: testInfo.file, app }
    }
    const { app } = shared.current
    await use(app)
    const violations = await conclude(app, testInfo, inspected)
    await app.closeClients()
    expectNoErrors([app])
    expectAccessible(violations)
  },
})

function packaged({ project }: TestInfo): LaunchOptions {
  if (project.name !== 'packaged') return {}
  const executable = process.env.UNDERSTUDY_PACKAGED_APP
  if (executable === undefined) {
    throw new Error('UNDERSTUDY_PACKAGED_APP has to name the packaged executable; `npm test` makes one.')
  }
  return { executable }
}

/** Looks at where a journey has ended, in both themes; leaves what helps to understand a failure. */
async function conclude(
  app: UnderstudyApp,
  testInfo: TestInfo,
  inspected: Set<string>,
): Promise<readonly string[]> {
  if (testInfo.status === testInfo.expectedStatus) return inspect(app, testInfo, inspected)
  await testInfo.attach('main process', { body: app.output.join(''), contentType: 'text/plain' })
  // There is nothing to be seen of a page that is gone.
  const body = await app.page.screenshot().catch(() => null)
  if (body !== null) await testInfo.attach('window', { body, contentType: 'image/png' })
  return []
}

/** Once for each file: it takes a second or two, and the tests of a file are about the same part of the window. */
async function inspect(
  app: UnderstudyApp,
  { file, project, status }: TestInfo,
  inspected: Set<string>,
): Promise<readonly string[]> {
  if (status !== 'passed' || project.name === 'screenshots' || inspected.has(file) || !app.isOpen) return []
  inspected.add(file)
  const violations: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(app.page, theme)
    violations.push(...(await seriousViolations(app.page)).map((violation) => `${theme}: ${violation}`))
  }
  // The next test of the file may go on with this window.
  await app.page.emulateMedia({ colorScheme: null, reducedMotion: null })
  return violations
}

function expectAccessible(violations: readonly string[]): void {
  expect(violations, 'what is seriously inaccessible where the journey ended').toEqual([])
}

function expectNoErrors(apps: readonly UnderstudyApp[]): void {
  expect(
    apps.flatMap((app) => app.takeErrors()),
    'errors in the console of the window',
  ).toEqual([])
}
