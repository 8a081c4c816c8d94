import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { Engine } from '../../src/main/engine/engine'
import { SampleLibrary } from '../../src/main/workspace/samples'
import { SessionTrustStore } from '../../src/main/workspace/trust-store'
import { WorkspaceSession } from '../../src/main/workspace/workspace-session'
import { Client } from '../engine-client'

const shipped = resolve(import.meta.dirname, '..', '..', 'samples')
const limitMs = 15_000

/** A sample's copy, opened as the app does it and served on a free port; it ends with the test. */
export async function openSample(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-sample-test-'))
  const copies = join(folder, 'samples')
  const samples = new SampleLibrary(shipped, copies)
  const engine = new Engine({
    handlerWorker: join(inject('workerFolder'), 'handler-worker.mjs'),
    captureWorker: join(inject('workerFolder'), 'capture-worker.mjs'),
    breakpointWorker: join(inject('workerFolder'), 'breakpoint-worker.mjs'),
    compiledFolder: join(folder, 'compiled'),
    hotReload: true,
  })
  const session = new WorkspaceSession({
    engine,
    trust: new SessionTrustStore([copies]),
    overrides: { port: 0 },
    hotReload: true,
    watch: true,
    sampleOf: (path) => samples.nameOf(path),
  })
  const clients: Client[] = []
  onTestFinished(async () => {
    for (const client of clients) client.socket.terminate()
    await session.close()
    await engine.dispose()
    await rm(folder, { recursive: true, force: true })
  })
  await session.open(await samples.copyOf(name))
  await session.startServer()
  const connect = async (path: string): Promise<Client> => {
    if (engine.serverStatus.state !== 'running') throw new Error('The server does not run')
    const client = new Client(`${engine.serverStatus.url}${path}`, 'test', {}, limitMs)
    clients.push(client)
    await client.opened
    return client
  }
  return { engine, session, connect }
}
