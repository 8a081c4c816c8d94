// `npm test [-- STEP… --continue]`: sets up what is missing, then every check and every test.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron-runtime.mjs'
import { SetupError } from './setup/project.mjs'
import { ensureSystemPackages, installForeignClients } from './setup/system-packages.mjs'
import { chooseSteps } from './testing/choose-steps.mjs'
import { steps } from './testing/steps.mjs'
import { stepCounts, sumCounts } from './testing/test-counts.mjs'
import { startVirtualDisplay } from './testing/virtual-display.mjs'

await command(async (args) => {
  const { chosen, continueAfterFailure } = chooseSteps(args, steps)
  await ensureDependencies()
  if (chosen.some((step) => step.name === 'integration')) await installForeignClients()
  const needsWindow = chosen.some((step) => step.needsWindow)
  const display = needsWindow ? await prepareDisplay() : null
  const reports = await mkdtemp(path.join(os.tmpdir(), 'understudy-test-'))
  const environment = display === null ? process.env : { ...process.env, DISPLAY: display.name }
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => stop.abort(new SetupError('Stopped.')))
  try {
    const context = { reports, environment, signal: stop.signal }
    return report(await runSteps(chosen, context, continueAfterFailure))
  } finally {
    display?.stop()
    await rm(reports, { recursive: true, force: true })
  }
})

async function prepareDisplay() {
  const electron = await ensureElectron()
  const isNeeded = process.platform === 'linux' && !process.env.DISPLAY
  await ensureSystemPackages({ electron, display: isNeeded })
  return isNeeded ? startVirtualDisplay() : null
}

async function runSteps(chosen, context, continueAfterFailure) {
  const results = []
  for (const step of chosen) {
    print(`\n━━ ${step.title}`)
    const startedMs = Date.now()
    const { exitCode, counts } = await step.run(context)
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1)
    print(`━━ ${step.title}: ${exitCode === 0 ? 'ok' : 'FAILED'} (${seconds} s)`)
    results.push({ step, exitCode, counts: stepCounts(exitCode, counts) })
    if (exitCode !== 0 && !continueAfterFailure) break
  }
  return results
}

function report(results) {
  const { passed, failed, skipped } = sumCounts(results.map(({ counts }) => counts))
  const failures = results.filter(({ exitCode }) => exitCode !== 0)
  print('')
  if (failures.length > 0) print(`Failed: ${failures.map(({ step }) => step.title).join(', ')}`)
  if (skipped > 0) print(`${skipped} skipped`)
  print(`${passed} passed, ${failed} failed`)
  return failures.length === 0 ? 0 : 1
}

function print(line) {
  process.stdout.write(`${line}\n`)
}
