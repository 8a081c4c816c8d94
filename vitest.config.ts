import { defineConfig } from 'vitest/config'

/** Unit tests need no socket; integration tests use real ones and a built or transpiled worker. */
export default defineConfig({
  test: {
    // As many as there are cores: vitest's own choice, one less, is a single one where there are two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['tests/fixed-seed.ts'],
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.{ts,mjs}'],
          exclude: ['**/*.integration.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          setupFiles: ['tests/fixed-seed.ts'],
          globalSetup: ['tests/build-workers.ts'],
          include: ['src/**/*.integration.test.ts', 'tests/**/*.integration.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
})
