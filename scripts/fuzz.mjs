// `node scripts/fuzz.mjs [--cases 100000] [--seed N]`: random bytes against a running engine, and the properties
// of tests/fuzz; the same cases for the same seed.
import { parseArgs } from 'node:util'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { runPackageProgram } from './setup/package-program.mjs'

await command(async (args) => {
  const { values } = parseArgs({
    args,
    options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string' } },
  })
  await ensureDependencies()
  const env = { ...process.env, FUZZ_CASES: values.cases, ...(values.seed ? { FUZZ_SEED: values.seed } : {}) }
  const options = ['run', '--project', 'integration', 'tests/fuzz']
  return runPackageProgram('vitest', 'vitest', options, { stdio: 'inherit', env })
})
