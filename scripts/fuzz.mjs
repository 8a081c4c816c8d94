// `node scripts/fuzz.mjs [--cases 100000] [--seed N]`: random bytes against a running engine, and the properties
// of tests/fuzz; new ones each time, the same for the same seed.
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
  const seed = values.seed ?? String(Math.trunc(Math.random() * 2 ** 31))
  const env = { ...process.env, FUZZ_CASES: values.cases, FUZZ_SEED: seed }
  const options = ['run', '--project', 'integration', 'tests/fuzz']
  return runPackageProgram('vitest', 'vitest', options, { stdio: 'inherit', env })
})
