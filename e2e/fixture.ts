import { test as base, expect, type TestInfo } from '@playwright/test'
import { type LaunchOptions, UnderstudyApp } from './understudy-app'

interface TestFixtures {
  /** The running app. */
  readonly understudy: UnderstudyApp
  /** Starts one more app, with options of its own; it is closed at the end of the test. */
  readonly launch: (options?: LaunchOptions) => Promise<UnderstudyApp>
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
  launch: async ({}, use, testInfo) => {
    const apps: UnderstudyApp[] = []
    await use(async (options = {}) => {
      const app = await UnderstudyApp.launch({ ...packaged(testInfo), ...options })
      apps.push(app)
      return app
    })
    for (const app of apps) await conclude(app, testInfo)
    for (const app of apps) await app.dispose()
    expectNoErrors(apps)
  },

  understudy: async ({ launch, startOptions, shareApp, shared }, use, testInfo) => {
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
    await conclude(app, testInfo)
    await app.closeClients()
    expectNoErrors([app])
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

/** Leaves what helps to understand a failure. */
async function conclude(app: UnderstudyApp, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return
  await testInfo.attach('main process', { body: app.output.join(''), contentType: 'text/plain' })
  // There is nothing to be seen of a page that is gone.
  const body = await app.page.screenshot().catch(() => null)
  if (body !== null) await testInfo.attach('window', { body, contentType: 'image/png' })
}

function expectNoErrors(apps: readonly UnderstudyApp[]): void {
  expect(
    apps.flatMap((app) => app.takeErrors()),
    'errors in the console of the window',
  ).toEqual([])
}
