import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { Engine } from '../../src/main/engine/engine'
import { SessionTrustStore } from '../../src/main/workspace/trust-store'
import { WorkspaceSession } from '../../src/main/workspace/workspace-session'
import { Client } from '../engine-client'
import { leaksSince, resourceCounts } from '../faults/leaks'
import { noteCases } from '../reliability-note'

const limitMs = 15_000

/** Answers, says goodbye in the console; on `/stuck` that takes for ever. */
const handlers = (name: string) => `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    handlesPath: '/:way',
    onConnect: (ctx) => ctx.sendText('${name}'),
    onMessage: (ctx, msg) => ctx.send(msg),
    onDisconnect(ctx, close) {
      ctx.log('${name}: bye', ctx.params.way, close.code)
      if (ctx.params.way === 'stuck') return new Promise(() => setInterval(() => {}, 1000))
    },
  })`

/** An engine with two workspaces to choose from, both trusted, and what the console said. */
class Stage {
  readonly said: string[] = []
  readonly #clients: Client[] = []

  private constructor(
    readonly engine: Engine,
    readonly session: WorkspaceSession,
    readonly folders: { readonly one: string; readonly two: string },
  ) {
    engine.events.on('console', ({ text }) => this.said.push(text))
  }

  static async open(): Promise<Stage> {
    const root = await mkdtemp(join(tmpdir(), 'understudy-restart-'))
    const folders = { one: join(root, 'one'), two: join(root, 'two') }
    for (const [name, folder] of Object.entries(folders)) {
      const file = join(folder, 'handlers', 'answer.ts')
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, handlers(name))
    }
    const workers = inject('workerFolder')
    const engine = new Engine({
      handlerWorker: join(workers, 'handler-worker.mjs'),
      captureWorker: join(workers, 'capture-worker.mjs'),
      breakpointWorker: join(workers, 'breakpoint-worker.mjs'),
      compiledFolder: join(root, 'compiled'),
      hotReload: false,
    })
    const trust = new SessionTrustStore(Object.values(folders))
    const session = new WorkspaceSession({
      engine,
      trust,
      overrides: { port: 0 },
      hotReload: false,
      watch: false,
    })
    const stage = new Stage(engine, session, folders)
    onTestFinished(async () => {
      await stage.end()
      await rm(root, { recursive: true, force: true })
    })
    await session.open(folders.one)
    await session.startServer()
    return stage
  }

  get url(): string {
    const { serverStatus } = this.engine
    if (serverStatus.state !== 'running') throw new Error(`The server is ${serverStatus.state}`)
    return serverStatus.url
  }

  async connect(way: string): Promise<Client> {
    const client = new Client(`${this.url}/${way}`, way, {}, limitMs)
    this.#clients.push(client)
    await client.opened
    return client
  }

  async end(): Promise<void> {
    for (const { socket } of this.#clients) socket.terminate()
    await this.session.close()
    await this.engine.dispose()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function isRefused(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const [result] = await Promise.race([
    once(socket, 'connect').then(() => [false] as const),
    once(socket, 'error').then(() => [true] as const),
  ]).catch(() => [true] as const)
  socket.destroy()
  return result
}

/** Sends one message after the other until its connection ends; answers how many came back. */
async function chatter(client: Client): Promise<number> {
  for (let count = 0; ; count++) {
    try {
      await client.send(`message ${count}`)
      if ((await client.next()) !== `message ${count}`) throw new Error('an answer is not in its place')
    } catch (error) {
      if (client.isOpen) throw error
      return count
    }
  }
}

const ends = {
  'a move to another port': {
    code: 1012,
    act: async ({ session }: Stage) => session.setPort(await freePort()),
  },
  'a change of the workspace': {
    code: 1012,
    act: ({ session, folders }: Stage) => session.open(folders.two),
  },
  'a stop': { code: 1001, act: ({ session }: Stage) => session.stopServer() },
} as const

describe.each(Object.entries(ends))('%s', (name, { code, act }) => {
  it(`tells clients ${code}, has onDisconnect run with a limit, and leaves the port`, async () => {
    const stage = await Stage.open()
    const formerUrl = stage.url
    const clients = [await stage.connect('quick'), await stage.connect('stuck')]
    for (const client of clients) expect(await client.next()).toBe('one')
    // It ends at all: the handler of the stuck one never would.
    await act(stage)
    for (const client of clients) expect((await client.closed).code).toBe(code)
    expect(stage.said.filter((line) => line.includes('bye')).sort()).toEqual([
      `one: bye quick ${code}`,
      `one: bye stuck ${code}`,
    ])
    expect(stage.engine.connections()).toEqual([])
    expect(await isRefused(formerUrl)).toBe(true)
    noteCases('ends', 1, name)
  })

  it('is as orderly while 100 clients send: each is told, no answer is out of place, nothing stays', async () => {
    const before = resourceCounts()
    const stage = await Stage.open()
    const formerUrl = stage.url
    const clients = await Promise.all(Array.from({ length: 100 }, () => stage.connect('busy')))
    for (const client of clients) expect(await client.next()).toBe('one')
    const chats = clients.map((client) => chatter(client))
    // Every client has had an answer: all of them are in the midst of it.
    await expect.poll(() => stage.engine.stats().received, { timeout: limitMs }).toBeGreaterThan(500)
    await act(stage)
    for (const client of clients) expect((await client.closed).code).toBe(code)
    const answered = await Promise.all(chats)
    expect(answered.every((count) => count > 0)).toBe(true)
    expect(stage.said.filter((line) => line === `one: bye busy ${code}`)).toHaveLength(100)
    expect(await isRefused(formerUrl)).toBe(true)
    await stage.end()
    await expect.poll(() => leaksSince(before), { timeout: 5000 }).toEqual([])
    noteCases('ends', 100, `${name} under load`)
  })
})

it('after a change of the workspace and a start the other one answers, on a connection of its own', async () => {
  const stage = await Stage.open()
  const former = await stage.connect('quick')
  expect(await former.next()).toBe('one')
  await stage.session.open(stage.folders.two)
  await stage.session.startServer()
  expect(await (await stage.connect('quick')).next()).toBe('two')
  expect((await former.closed).code).toBe(1012)
})
