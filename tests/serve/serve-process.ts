import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { inject, onTestFinished } from 'vitest'
import { Client, type ConnectOptions } from '../engine-client'

/** Generous: it only ends tests that would wait for ever. */
const limitMs = 15_000

/** The project's own samples. */
export const samplesFolder = resolve(import.meta.dirname, '..', '..', 'samples')

/** A line of `--json`. */
export interface PrintedEvent {
  readonly event: string
  readonly [key: string]: unknown
}

/** `serve` as a process of its own, and real clients of it. */
export class ServeProcess {
  readonly exited: Promise<number | null>
  readonly #child: ChildProcess
  readonly #lines: string[] = []
  readonly #watchers = new Set<() => void>()
  readonly #clients: Client[] = []
  #errorText = ''

  constructor(args: readonly string[], env: Readonly<Record<string, string>>, cwd: string) {
    const program = join(inject('workerFolder'), 'serve.mjs')
    this.#child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env } })
    const { stdout, stderr } = this.#child
    if (!stdout || !stderr) throw new Error('The process has no output')
    createInterface(stdout).on('line', (line) => {
      this.#lines.push(line)
      this.#told()
    })
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errorText += text
      this.#told()
    })
    this.exited = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        resolve(code)
        this.#told()
      })
    })
  }

  get pid(): number {
    const { pid } = this.#child
    if (pid === undefined) throw new Error('The process was not started')
    return pid
  }

  /** Lines of stdout so far. */
  get lines(): readonly string[] {
    return this.#lines
  }

  /** All of stderr so far. */
  get errorText(): string {
    return this.#errorText
  }

  /** Events of `--json` so far. */
  get events(): readonly PrintedEvent[] {
    return this.#lines.map((line) => JSON.parse(line))
  }

  /** Resolves with the first value that `find` finds, now or when more is printed. */
  async until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(() => reject(this.#missing())), limitMs)
      const end = (settle: () => void): void => {
        clearTimeout(timer)
        this.#watchers.delete(look)
        settle()
      }
      const look = (): void => {
        const found = find()
        if (found !== undefined) end(() => resolve(found))
        else if (this.#child.exitCode !== null) end(() => reject(this.#missing()))
      }
      this.#watchers.add(look)
      look()
    })
  }

  /** Resolves with the first event of `--json` that fits. */
  event(name: string, fits: (event: PrintedEvent) => boolean = () => true): Promise<PrintedEvent> {
    return this.until(() => this.events.find((event) => event.event === name && fits(event)))
  }

  /** The address that it says it listens on. */
  listening(): Promise<string> {
    return this.until(() => {
      const line = this.#lines.find((text) => text.startsWith('listening ') || text.includes('"listening"'))
      return line?.match(/wss?:\/\/[^\s"]+/)?.[0]
    })
  }

  /** Resolves when the connection is open; rejects when the upgrade is refused. */
  async connect(path = '/', options: ConnectOptions = {}): Promise<Client> {
    const client = new Client(`${await this.listening()}${path}`, 'test', options, limitMs)
    this.#clients.push(client)
    await client.opened
    return client
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  async end(): Promise<void> {
    for (const client of this.#clients) client.socket.terminate()
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL')
    await this.exited
  }

  #told(): void {
    for (const look of this.#watchers) look()
  }

  #missing(): Error {
    return new Error(`It did not say what was waited for.\n${this.#lines.join('\n')}\n${this.#errorText}`)
  }
}

/** Starts `serve` on a free port; it ends with the test. */
export function serve(
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
): ServeProcess {
  const env = { UNDERSTUDY_PORT: '0', UNDERSTUDY_HOST: '', UNDERSTUDY_WS_HOTRELOAD: '', ...options.env }
  const process = new ServeProcess(args, env, options.cwd ?? tmpdir())
  onTestFinished(() => process.end())
  return process
}

/** A folder with these files that goes away with the test. */
export async function workspace(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-serve-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}
