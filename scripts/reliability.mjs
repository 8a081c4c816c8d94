// `node scripts/reliability.mjs [PART…]`: runs the tests of how the engine holds, part by part, with more cases than
// `npm test`, and writes docs/reliability.md.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { inProject, SetupError } from './setup/project.mjs'
import { parts } from './testing/reliability-parts.mjs'
import { memoryWatch } from './testing/memory-watch.mjs'
import { reliabilityTable } from './testing/reliability-table.mjs'
import { readCounts, vitestCounts } from './testing/test-counts.mjs'

const document = inProject('docs', 'reliability.md')

await command(async (args) => {
  const chosen = args.length === 0 ? parts : parts.filter(({ name }) => args.includes(name))
  if (chosen.length === 0) {
    throw new SetupError(`There is no such part. Parts: ${parts.map(({ name }) => name).join(', ')}`)
  }
  await ensureDependencies()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'understudy-reliability-'))
  try {
    const results = []
    for (const part of chosen) results.push(await runPart(part, folder))
    const text = reliabilityTable(results, {
      node: process.versions.node,
      platform: os.platform(),
      cores: os.cpus().length,
    })
    // Some parts alone are for whoever works on them; the document tells of all.
    if (chosen === parts) await writeFile(document, text)
    process.stdout.write(text)
    return results.every(({ failed }) => failed === 0) ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** Runs a part's tests in a process of their own, so that its memory is its own, too. */
async function runPart(part, folder) {
  const report = path.join(folder, `${part.name}.json`)
  const notes = path.join(folder, `${part.name}.notes`)
  const args = [
    packageProgram('vitest'),
    'run',
    ...part.files,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const env = { ...part.environment, ...process.env, UNDERSTUDY_RELIABILITY: notes }
  const child = spawn(process.execPath, args, {
    cwd: inProject(),
    env,
    stdio: ['ignore', process.stderr, process.stderr],
  })
  const memory = memoryWatch(child.pid)
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const counts = readCounts(report, vitestCounts)
  const failed = exitCode === 0 ? 0 : Math.max(1, counts.failed)
  return { ...part, ...counts, failed, peakBytes: memory.stop(), notes: await readNotes(notes) }
}

function packageProgram(name) {
  const { bin } = JSON.parse(readFileSync(inProject('node_modules', name, 'package.json'), 'utf8'))
  return inProject('node_modules', name, typeof bin === 'string' ? bin : bin[name])
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
