import path from 'node:path'
import { makePackage, packagedApp } from '../packaging/make-package.mjs'
import { build, ensureBuild } from '../setup/build.mjs'
import { runPackageProgram } from '../setup/package-program.mjs'
import { noTests, playwrightCounts, readCounts, vitestCounts } from './test-counts.mjs'

/**
 * @typedef {{ reports: string, environment: NodeJS.ProcessEnv, signal: AbortSignal }} Context `reports` is a folder
 *   to write reports to; `signal` stops what runs
 * @typedef {{ exitCode: number, counts: import('./test-counts.mjs').Counts }} Outcome
 * @typedef {{ name: string, title: string, needsWindow?: boolean, run: (context: Context) => Promise<Outcome> }} Step
 */

/** Each is checked on its own, so that none sees the types of another's environment. */
const layers = ['shared', 'engine', 'main', 'renderer', 'tests']
const projects = [...layers.map((layer) => `tsconfig.${layer}.json`), 'templates/tsconfig.json']

/** Everything that `npm test` does, in its order. @type {readonly Step[]} */
export const steps = [
  check('types', 'Types', 'typescript', 'tsc', ['-b', ...projects]),
  check('lint', 'Lint', '@biomejs/biome', 'biome', ['lint', '--error-on-warnings', '.']),
  check('format', 'Format', '@biomejs/biome', 'biome', ['format', '.']),
  check('unused', 'Unused code', 'knip', 'knip', []),
  { name: 'build', title: 'Build', run: async () => ({ exitCode: await build(), counts: noTests }) },
  vitest('unit', 'Unit tests'),
  vitest('integration', 'Integration tests'),
  {
    name: 'e2e',
    title: 'End-to-end tests',
    needsWindow: true,
    run: testApp,
  },
  { name: 'package', title: 'The packaged app', needsWindow: true, run: testPackage },
]

function check(name, title, packageName, program, args) {
  return {
    name,
    title,
    run: async ({ signal }) => ({
      exitCode: await runPackageProgram(packageName, program, args, { stdio: 'inherit', signal }),
      counts: noTests,
    }),
  }
}

function vitest(project, title) {
  return {
    name: project,
    title,
    run: async ({ reports, signal }) => {
      const file = path.join(reports, `${project}.json`)
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
      const args = ['run', '--project', project, ...reporters]
      const exitCode = await runPackageProgram('vitest', 'vitest', args, { stdio: 'inherit', signal })
      return { exitCode, counts: readCounts(file, vitestCounts) }
    },
  }
}

async function playwright(project, { reports, environment, signal }) {
  const file = path.join(reports, `${project}.json`)
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--project', project, '--reporter=list,json']
  const exitCode = await runPackageProgram('@playwright/test', 'playwright', args, {
    stdio: 'inherit',
    signal,
    env: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  })
  return { exitCode, counts: readCounts(file, playwrightCounts) }
}

// Both build first if that is due: a run of chosen steps may leave the build step out.
async function testApp(context) {
  await ensureBuild()
  return playwright('app', context)
}

async function testPackage(context) {
  await ensureBuild()
  const exitCode = await makePackage({ kind: 'test' })
  if (exitCode !== 0) return { exitCode, counts: noTests }
  return playwright('packaged', {
    ...context,
    environment: { ...context.environment, UNDERSTUDY_PACKAGED_APP: packagedApp('test') },
  })
}
