// `node scripts/conformance.mjs`: runs the conformance suite and writes docs/conformance.md with its results.
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { runPackageProgram } from './setup/package-program.mjs'

await command(async () => {
  await ensureDependencies()
  const env = { ...process.env, UPDATE_CONFORMANCE: '1' }
  const args = ['run', '--project', 'integration', 'tests/conformance']
  return runPackageProgram('vitest', 'vitest', args, { stdio: 'inherit', env })
})
