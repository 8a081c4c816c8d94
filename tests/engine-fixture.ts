import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import type { z } from 'zod'
import { Engine, type EngineEvents, type EngineOptions } from '../src/main/engine/engine'
import type { ConsoleLine, HandlerStatus } from '../src/shared/model/handlers'
import {
  faultSchema,
  passthroughRuleSchema,
  type ServerSettings,
  serverSettingsSchema,
} from '../src/shared/model/workspace'
import { Client, type ConnectOptions } from './engine-client'

export type { Client } from './engine-client'

export interface MockOptions {
  readonly passthrough?: readonly z.input<typeof passthroughRuleSchema>[]
  readonly faults?: readonly z.input<typeof faultSchema>[]
  readonly server?: Partial<ServerSettings>
  readonly supervision?: EngineOptions['supervision']
  readonly hotReload?: boolean
  /** False: as `serve`, where nobody could let a message go on. */
  readonly holdsMessages?: boolean
}

/** Generous: it only ends tests that would wait for ever. */
const limitMs = 15_000

/** An engine on a free port with handler files in a temporary workspace, and real clients of it. */
export class Mock {
  /** Every console line so far. */
  readonly console: ConsoleLine[] = []
  /** Every handler status so far. */
  readonly statuses: HandlerStatus[] = []
  readonly #files = new Set<string>()
  readonly #clients: Client[] = []
  readonly #pausedConnections = new Set<string>()
  #clientNumber = 0

  constructor(
    readonly engine: Engine,
    readonly folder: string,
  ) {
    engine.events.on('console', (line) => this.console.push(line))
    engine.events.on('handlerStatus', (status) => this.statuses.push(status))
    engine.events.on('backpressure', ({ connection, paused }) => {
      if (paused) this.#pausedConnections.add(connection)
    })
  }

  get url(): string {
    const status = this.engine.serverStatus
    if (status.state !== 'running') throw new Error(`The server is ${status.state}`)
    return status.url
  }

  /** Resolves when the connection is open; rejects when the upgrade is refused. */
  async connect(path = '/', options: ConnectOptions = {}): Promise<Client> {
    const client = new Client(`${this.url}${path}`, String(++this.#clientNumber), options, limitMs)
    this.#clients.push(client)
    await client.opened
    return client
  }

  /** The engine's id of a client's connection. */
  idOf(client: Client): string {
    const found = this.engine.connections().find(({ headers }) => headers['x-fixture-client'] === client.name)
    if (!found) throw new Error(`Client ${client.name} has no open connection`)
    return found.id
  }

  /** Writes files and loads the handlers; resolves with the status after that. */
  async save(file: string, source: string): Promise<HandlerStatus> {
    await this.write(file, source)
    return this.load()
  }

  async write(file: string, source: string): Promise<void> {
    const target = join(this.folder, file)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, source)
    this.#files.add(file)
  }

  /** Loads all handler files that were written, in the order of their names. */
  load(): Promise<HandlerStatus> {
    const files = [...this.#files].filter((file) => file.startsWith('handlers/')).sort()
    return this.engine.load(files.length > 0 ? { folder: this.folder, files } : null)
  }

  /** The next console line that fits, from now on. */
  nextConsole(fits: (line: ConsoleLine) => boolean = () => true): Promise<ConsoleLine> {
    return this.#next('console', fits)
  }

  /** The next handler status that fits, from now on. */
  nextStatus(fits: (status: HandlerStatus) => boolean): Promise<HandlerStatus> {
    return this.#next('handlerStatus', fits)
  }

  /** Resolves once the engine has stopped reading from the client because its handlers do not keep up. */
  async backpressure(client: Client): Promise<void> {
    const id = this.idOf(client)
    if (this.#pausedConnections.has(id)) return
    await this.#next('backpressure', ({ connection, paused }) => connection === id && paused)
  }

  async dispose(): Promise<void> {
    for (const client of this.#clients) client.socket.terminate()
    await this.engine.dispose()
    await rm(this.folder, { recursive: true, force: true })
  }

  #next<K extends keyof EngineEvents>(
    event: K,
    fits: (value: EngineEvents[K]) => boolean,
  ): Promise<EngineEvents[K]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop()
        const said = this.console.map((line) => line.text).join('\n')
        reject(new Error(`No fitting ${event} event came. The console said:\n${said}`))
      }, limitMs)
      const stop = this.engine.events.on(event, (value) => {
        if (!fits(value)) return
        clearTimeout(timer)
        stop()
        resolve(value)
      })
    })
  }
}

/** Starts an engine with these files (`handlers/…` are loaded, the rest only written). */
export async function startMock(
  files: Readonly<Record<string, string>>,
  options: MockOptions = {},
): Promise<Mock> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-test-'))
  const workers = inject('workerFolder')
  const engine = new Engine({
    handlerWorker: join(workers, 'handler-worker.mjs'),
    captureWorker: join(workers, 'capture-worker.mjs'),
    breakpointWorker: join(workers, 'breakpoint-worker.mjs'),
    historyFolder: folder,
    compiledFolder: join(folder, 'compiled'),
    hotReload: options.hotReload ?? true,
    holdsMessages: options.holdsMessages ?? true,
    ...(options.supervision ? { supervision: options.supervision } : {}),
  })
  const mock = new Mock(engine, folder)
  for (const [file, source] of Object.entries(files)) await mock.write(file, source)
  engine.setRules((options.passthrough ?? []).map((rule) => passthroughRuleSchema.parse(rule)))
  engine.setFaults((options.faults ?? []).map((fault) => faultSchema.parse(fault)))
  await mock.load()
  await engine.start(serverSettingsSchema.parse({ port: 0, ...options.server }))
  return mock
}
