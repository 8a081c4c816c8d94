// `node scripts/reliability.mjs [PART…]`: runs the tests of how the engine holds, part by part, with more cases than
// `npm test`, and writes docs/reliability.md once each part has a result of the last day.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { ensureBuild } from './setup/build.mjs'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { inProject, SetupError } from './setup/project.mjs'
import { parts } from './testing/reliability-parts.mjs'
import { memoryWatch } from './testing/memory-watch.mjs'
import { startVirtualDisplay } from './testing/virtual-display.mjs'
import { reliabilityTable } from './testing/reliability-table.mjs'
import { playwrightCounts, readCounts, vitestCounts } from './testing/test-counts.mjs'

const document = inProject('docs', 'reliability.md')

const resultFile = (name) => inProject('.cache', 'reliability', `${name}.json`)

async function keepResult(result) {
  const file = resultFile(result.name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify({ ...result, at: Date.now() }))
}

/** The newest result of every part; null where one is missing or older than a day. */
async function resultsOfTheDay() {
  const results = []
  for (const { name } of parts) {
    const text = await readFile(resultFile(name), 'utf8').catch(() => null)
    if (text === null) return null
    const result = JSON.parse(text)
    if (Date.now() - result.at > 24 * 60 * 60 * 1000) return null
    results.push(result)
  }
  return results
}

const runners = {
  vitest: (files, report) => ({
    program: packageProgram('vitest'),
    args: ['run', ...files, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    counts: vitestCounts,
    env: {},
  }),
  playwright: (files, report) => ({
    program: packageProgram('@playwright/test', 'playwright'),
    args: ['test', '--config', 'e2e/playwright.config.ts', '--project=app', '--reporter=list,json', ...files],
    counts: playwrightCounts,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  }),
}

/** What is tested in the window needs a display; where there is none, one that nobody sees. */
async function runWithDisplay(part, folder) {
  const needsDisplay = part.runner === 'playwright' && process.platform === 'linux' && !process.env.DISPLAY
  const display = needsDisplay ? await startVirtualDisplay() : null
  try {
    return await runPart(part, folder, display === null ? {} : { DISPLAY: display.name })
  } finally {
    display?.stop()
  }
}

/** Runs a part's tests in a process of their own, so that its memory is its own, too. */
async function runPart(part, folder, environment) {
  const report = path.join(folder, `${part.name}.json`)
  const notes = path.join(folder, `${part.name}.notes`)
  const runner = runners[part.runner ?? 'vitest'](part.files, report)
  if (part.runner === 'playwright') await ensureBuild()
  const env = {
    ...part.environment,
    ...process.env,
    ...environment,
    ...runner.env,
    UNDERSTUDY_RELIABILITY: notes,
  }
  const child = spawn(process.execPath, [runner.program, ...runner.args], {
    cwd: inProject(),
    env,
    stdio: ['ignore', process.stderr, process.stderr],
  })
  const memory = memoryWatch(child.pid)
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const counts = readCounts(report, runner.counts)
  const failed = exitCode === 0 ? 0 : Math.max(1, counts.failed)
  return { ...part, ...counts, failed, peakBytes: memory.stop(), notes: await readNotes(notes) }
}

function packageProgram(name, program = name) {
  const { bin } = JSON.parse(readFileSync(inProject('node_modules', name, 'package.json'), 'utf8'))
  return inProject('node_modules', name, typeof bin === 'string' ? bin : bin[program])
}

/** What tests that try more than one case each said about it. */
async function readNotes(file) {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

await command(async (args) => {
  const chosen = args.length === 0 ? parts : parts.filter(({ name }) => args.includes(name))
  if (chosen.length === 0) {
    throw new SetupError(`There is no such part. Parts: ${parts.map(({ name }) => name).join(', ')}`)
  }
  await ensureDependencies()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'understudy-reliability-'))
  try {
    const results = []
    for (const part of chosen) {
      const result = await runWithDisplay(part, folder)
      await keepResult(result)
      results.push(result)
    }
    const machine = { node: process.versions.node, platform: os.platform(), cores: os.cpus().length }
    const all = await resultsOfTheDay()
    if (all !== null) await writeFile(document, reliabilityTable(all, machine))
    process.stdout.write(reliabilityTable(results, machine))
    return results.every(({ failed }) => failed === 0) ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
