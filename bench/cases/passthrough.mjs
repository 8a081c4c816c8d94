import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runLoad } from '../load.mjs'
import { median } from '../statistics.mjs'
import { startBareServer, startSubject } from '../subjects.mjs'

const load = { path: '/echo', connections: 1, inFlight: 1, bytes: 64 }

/** One message at a time to a bare upstream: directly, and through a passthrough rule. */
export async function passthrough({ rounds, durationMs, print }) {
  const upstream = await startBareServer()
  const workspace = await workspaceFor(upstream.port)
  const runs = { direct: [], passthrough: [] }
  try {
    for (let round = 0; round < rounds; round += 1) {
      runs.direct.push(await runLoad(upstream.port, load, durationMs))
      const subject = await startSubject('serve', { workspace })
      try {
        runs.passthrough.push(await runLoad(subject.port, load, durationMs))
      } finally {
        await subject.stop()
      }
    }
  } finally {
    await upstream.stop()
    await rm(workspace, { recursive: true, force: true })
  }
  const directMs = median(runs.direct.map(({ p50Ms }) => p50Ms))
  const passthroughMs = median(runs.passthrough.map(({ p50Ms }) => p50Ms))
  const added = (passthroughMs - directMs) / directMs
  print(
    `passthrough          ${passthroughMs.toFixed(3)} ms against ${directMs.toFixed(3)} ms directly: adds ${added.toFixed(2)} × the direct round trip`,
  )
  return [{ case: 'passthrough', unit: 'round trip', directMs, passthroughMs, added, runs }]
}

async function workspaceFor(port) {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-bench-'))
  const rule = { name: 'upstream', path: '/echo', upstream: `ws://127.0.0.1:${port}` }
  await writeFile(join(folder, 'understudy.json'), JSON.stringify({ version: 1, passthrough: [rule] }))
  return folder
}
