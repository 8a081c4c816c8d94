import { defineConfig } from '@playwright/test'

/** One worker: every test starts a whole application, and two at once disturb each other's timing. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? '../test-results/e2e.json' }],
  ],
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'app', testIgnore: ['packaged.spec.ts', 'pictures/**'] },
    { name: 'packaged', testMatch: 'packaged.spec.ts' },
    { name: 'screenshots', testMatch: 'pictures/*.spec.ts' },
  ],
})
