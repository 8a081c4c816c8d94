import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import type { ClientOptions } from 'ws'
import { SocketClient } from './socket-client'

const root = resolve(import.meta.dirname, '..')
const closeLimitMs = 15_000

export interface LaunchOptions {
  /** Added to the environment, over `UNDERSTUDY_PORT=0`. */
  readonly env?: Readonly<Record<string, string>>
  /** Further arguments of the app. */
  readonly args?: readonly string[]
  /** Folder to open instead of the Chat sample. */
  readonly workspace?: string
  /** The app's own data; a new temporary folder unless given. One that is given is not removed. */
  readonly userData?: string
  /** A packaged app's executable; without it the build in `out/` is started. */
  readonly executable?: string
}

/** The running application, its window, and the clients that a test connects to its server. */
export class UnderstudyApp {
  /** The main process; Playwright forgets it when it has ended. */
  readonly process: ReturnType<ElectronApplication['process']>
  readonly #allowed: RegExp[] = []
  readonly #clients: SocketClient[] = []

  private constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
    readonly userData: string,
    private readonly ownsUserData: boolean,
    /** Everything that the main process prints. */
    readonly output: readonly string[],
    private readonly errors: string[],
  ) {
    this.process = app.process()
    page.on('crash', () => errors.push('the page crashed'))
  }

  static async launch(options: LaunchOptions = {}): Promise<UnderstudyApp> {
    const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'understudy-e2e-')))
    const app = await _electron.launch({
      cwd: root,
      args: [
        ...(options.executable === undefined ? [root] : []),
        `--user-data-dir=${userData}`,
        ...(options.args ?? []),
        ...(options.workspace === undefined ? [] : [options.workspace]),
      ],
      env: { ...inheritedEnvironment(), UNDERSTUDY_PORT: '0', ...options.env },
      ...(options.executable === undefined ? {} : { executablePath: options.executable }),
    })
    const output: string[] = []
    for (const stream of [app.process().stdout, app.process().stderr]) {
      stream?.on('data', (data) => output.push(String(data)))
    }
    // Of the context, because the page may already have failed when it is handed over.
    const errors: string[] = []
    app.context().on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    app.context().on('weberror', (error) => errors.push(String(error.error())))
    try {
      const page = await app.firstWindow()
      return new UnderstudyApp(app, page, userData, options.userData === undefined, output, errors)
    } catch (error) {
      // Nobody else knows of this process.
      app.process().kill('SIGKILL')
      throw new Error(`The app opened no window. It printed:\n${output.join('')}`, { cause: error })
    }
  }

  /** The server's address as the toolbar shows it, once it is running. */
  async address(): Promise<string> {
    const status = this.page.getByRole('status', { name: 'Server status' })
    await expect(status).toContainText(/Running wss?:\/\//)
    const [, address] = /Running (wss?:\/\/\S+)/.exec((await status.textContent()) ?? '') ?? []
    if (address === undefined) throw new Error('The server status shows no address.')
    return address
  }

  /** Connects a client to the server; it is closed at the end of the test. */
  async connect(
    path = '/',
    protocols: readonly string[] = [],
    options: ClientOptions = {},
  ): Promise<SocketClient> {
    const client = await SocketClient.connect((await this.address()) + path, protocols, options)
    this.#clients.push(client)
    return client
  }

  async closeClients(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.close()))
  }

  /** Whether the app runs and has its window. */
  get isOpen(): boolean {
    const { exitCode, signalCode } = this.process
    return exitCode === null && signalCode === null && !this.page.isClosed()
  }

  /** Console errors that match are expected from now on. */
  allowErrors(pattern: RegExp): void {
    this.#allowed.push(pattern)
  }

  /** Console errors and exceptions of the page since the last call, without those that were allowed. */
  takeErrors(): string[] {
    return this.errors.splice(0).filter((error) => !this.#allowed.some((pattern) => pattern.test(error)))
  }

  /** Quits the app as a person does; one that does not end within 15 s is killed, and that is an error. */
  async quit(): Promise<void> {
    const { process } = this
    if (process.exitCode !== null || process.signalCode !== null) return
    const exited = once(process, 'exit')
    let stuck: string | null = null
    const timer = setTimeout(() => {
      stuck = `${threadsOf(process.pid)}\nIt printed:\n${this.output.join('')}`
      process.kill('SIGKILL')
    }, closeLimitMs)
    await this.app.close()
    await exited
    clearTimeout(timer)
    if (stuck !== null)
      throw new Error(`The app did not end within ${closeLimitMs} ms of being closed. ${stuck}`)
  }

  /** Quits, and removes what the launch has made. */
  async dispose(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.socket.terminate()
    try {
      await this.quit()
    } finally {
      if (this.ownsUserData) await rm(this.userData, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

/** What the threads of a process wait for, on Linux. */
function threadsOf(pid: number | undefined): string {
  try {
    const folder = `/proc/${pid}/task`
    const read = (thread: string, name: string) => readFileSync(join(folder, thread, name), 'utf8').trim()
    const threads = readdirSync(folder).map((thread) => `${read(thread, 'comm')} in ${read(thread, 'wchan')}`)
    return `Its threads: ${threads.join(', ')}.`
  } catch (error) {
    return `Its threads are not to be seen: ${String(error)}`
  }
}

function inheritedEnvironment(): Record<string, string> {
  // Variables of whoever runs the tests that would change what is tested.
  const left = new Set([
    'ELECTRON_RUN_AS_NODE',
    'ELECTRON_RENDERER_URL',
    'UNDERSTUDY_HOST',
    'UNDERSTUDY_WS_HOTRELOAD',
  ])
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || left.has(name) ? [] : [[name, value] as const],
  )
  return Object.fromEntries(entries)
}
