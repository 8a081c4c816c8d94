import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { median, percentile } from '../statistics.mjs'
import { startSubject } from '../subjects.mjs'

const files = 50
const savesPerRound = 10
const askEveryMs = 3
/** Nobody saves faster than this. */
const betweenSavesMs = 500

/** From the save of one of 50 handler files until an open connection is answered by the new code. */
export async function reload({ rounds, subject, print }) {
  const runs = []
  for (let round = 0; round < rounds; round += 1) runs.push(await measure(subject))
  const all = runs.flat()
  const medianMs = median(all)
  const p95Ms = percentile(all, 0.95)
  print(
    `save to live, ${subject.padEnd(6)} ${medianMs.toFixed(0)} ms median, ${p95Ms.toFixed(0)} ms 95th percentile, ${all.length} saves of one of ${files} files`,
  )
  return [{ case: 'reload', subject, unit: 'ms', medianMs, p95Ms, runs }]
}

async function measure(subject) {
  const workspace = await makeWorkspace()
  const server = await startSubject(subject, { workspace, watch: true })
  try {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/file7`)
    await once(socket, 'open')
    const times = []
    for (let version = 1; version <= savesPerRound; version += 1) {
      times.push(await saved(socket, workspace, version))
      await setTimeout(betweenSavesMs)
    }
    socket.terminate()
    return times
  } finally {
    await server.stop()
    await rm(workspace, { recursive: true, force: true })
  }
}

/**
 * Asks every few milliseconds: what that adds to the figure is less than what asking again at once adds, which keeps one core
 * busy.
 */
async function saved(socket, workspace, version) {
  const start = performance.now()
  await writeFile(fileIn(workspace, 7), handler(7, version))
  for (;;) {
    socket.send('version?')
    const [answer] = await once(socket, 'message')
    if (answer.toString() === `version ${version}`) return performance.now() - start
    await setTimeout(askEveryMs)
  }
}

async function makeWorkspace() {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-bench-'))
  await writeFile(join(folder, 'understudy.json'), JSON.stringify({ version: 1 }))
  await mkdir(join(folder, 'handlers'))
  for (let file = 0; file < files; file += 1) await writeFile(fileIn(folder, file), handler(file, 0))
  return folder
}

function fileIn(workspace, file) {
  return join(workspace, 'handlers', `file${file}.ts`)
}

function handler(file, version) {
  return `import { defineHandler } from 'understudy'

interface Order { readonly id: number; readonly items: readonly string[] }

export default defineHandler({
  handlesPath: '/file${file}',
  onMessage(ctx, msg) {
    const order: Order = { id: ${file}, items: [] }
    if (order.id >= 0) ctx.sendText('version ${version}')
  },
})
`
}
