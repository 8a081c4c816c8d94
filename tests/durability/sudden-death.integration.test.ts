import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { beforeAll, expect, inject, it, onTestFinished } from 'vitest'
import { SettingsStore } from '../../src/main/settings'
import { HandlerFiles } from '../../src/main/workspace/handler-files'
import { SettingsFile } from '../../src/main/workspace/settings-file'
import { SeededRandom, seedOfRun } from '../faults/seeded-random'
import { noteCases } from '../reliability-note'
import { serve, workspace } from '../serve/serve-process'
import { wholeVersion } from './version-text'

const kills = Number(process.env.UNDERSTUDY_KILLS) || 20
const seed = seedOfRun()
/** One round of saving takes about this long; the end comes in the first two. */
const longestLifeMs = 60
/** Where packages are found, as for the other programs that the tests build. */
const program = join(inject('workerFolder'), 'save-for-ever.mjs')

beforeAll(async () => {
  await build({
    absWorkingDir: resolve(import.meta.dirname, '..', '..'),
    entryPoints: ['tests/durability/save-for-ever.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
  })
})

it(`every file is the old or the new version, whole, after each of ${kills} sudden deaths (seed ${seed})`, {
  timeout: 120_000,
}, async () => {
  const random = new SeededRandom(seed)
  const folder = await mkdtemp(join(tmpdir(), 'understudy-durability-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'handlers'))
  await writeFile(join(folder, 'understudy.json'), '{\n  // A comment that stays.\n  "version": 1\n}\n')
  let before: readonly number[] = [0, 0, 0]
  const cutShort = { count: 0 }
  for (let kill = 0; kill < kills; kill++) {
    const first = Math.max(...before) + 1
    const saved = await saveUntilKilled(folder, first, random.next() * longestLifeMs)
    const versions = await versionsIn(folder)
    for (const [file, version] of versions.entries()) {
      const possible = saved < first ? [before[file], first] : [saved, saved + 1]
      expect(possible, `seed ${seed}, kill ${kill + 1}, file ${file}`).toContain(version)
    }
    if (new Set(versions).size > 1) cutShort.count += 1
    before = versions
  }
  // Otherwise nothing would have been tried: some of them died between two files.
  expect(cutShort.count).toBeGreaterThan(0)
  noteCases('durability', kills, `every file old or new, whole; seed ${seed}`)
})

it('serve that was killed is started again on the same port and workspace', async () => {
  const folder = await workspace({
    'handlers/a.ts': 'export default { onConnect: (ctx) => ctx.sendText("hi") }',
  })
  let port = '0'
  for (let life = 1; life <= 3; life++) {
    const server = serve([folder, '--trust', '--port', port])
    const client = await server.connect()
    expect(await client.next()).toBe('hi')
    port = new URL(await server.listening()).port
    server.signal('SIGKILL')
    expect((await client.closed).code).toBe(1006)
    await server.exited
  }
  noteCases('durability', 3, 'started again on its port')
})

it('what a killed run left behind goes with the next start; what a living one needs stays', async () => {
  const folder = await workspace({
    'handlers/a.ts': 'export default { onConnect: (ctx) => ctx.sendText("hi") }',
    'understudy.json': '{}',
  })
  const temporary = await workspace({})
  const start = async () => {
    const server = serve([folder, '--trust', '--port', '0'], { env: { TMPDIR: temporary, TEMP: temporary } })
    expect(await (await server.connect()).next()).toBe('hi')
    return server
  }
  const [killed, living] = [await start(), await start()]
  const both = await compiledIn(temporary)
  expect(both).toHaveLength(2)
  killed.signal('SIGKILL')
  await killed.exited
  // As if it had been in the midst of saving.
  const mark = both.find((name) => name.includes(`-${killed.pid}-`))?.replace('understudy-serve-', '')
  const half = `.understudy-${mark?.slice(0, mark.lastIndexOf('-'))}-00ff.tmp`
  for (const name of [half, join('handlers', half)]) await writeFile(join(folder, name), 'half of it')
  const next = await start()
  expect((await compiledIn(temporary)).map((name) => name.split('-')[2]).sort()).toEqual(
    [living.pid, next.pid].map(String).sort(),
  )
  expect((await readdir(folder)).sort()).toEqual(['handlers', 'understudy.json'])
  expect(await readdir(join(folder, 'handlers'))).toEqual(['a.ts'])
  // The living one still loads from its own.
  expect(await (await living.connect()).next()).toBe('hi')
  noteCases('durability', 1, 'nothing of a killed run stays')
})

async function compiledIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => /^understudy-serve-\d+-/.test(name))
}

/** Saves from `first` on and dies after about `lifeMs`; resolves with the last version that it says is all saved. */
async function saveUntilKilled(folder: string, first: number, lifeMs: number): Promise<number> {
  const child = spawn(process.execPath, [program, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    if (child.signalCode === null) child.kill('SIGKILL')
  })
  let saved = first - 1
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_code, signal) => resolve(signal))
  })
  createInterface(child.stdout).on('line', (line) => {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), lifeMs)
    else saved = Number(line)
  })
  expect(await ended).toBe('SIGKILL')
  return saved
}

/** The versions of the three files, as the app reads them when it starts; throws where one is not whole. */
async function versionsIn(folder: string): Promise<readonly number[]> {
  const handlers = new HandlerFiles(folder)
  const listed = (await handlers.list()).map(({ path }) => path)
  expect(listed).toEqual(listed.length === 0 ? [] : ['handlers/saved.ts'])
  const workspaceFile = await SettingsFile.open(folder)
  const app = await SettingsStore.load(join(folder, 'app', 'settings.json'), (message) => {
    throw new Error(message)
  })
  const texts = [
    listed.length === 0 ? null : await handlers.read('handlers/saved.ts'),
    workspaceFile.settings.scenarios[0]?.name ?? null,
    app.value.lastWorkspace,
  ]
  // Before the first save there is nothing.
  return texts.map((text) => (text === null ? 0 : wholeVersion(text)))
}
