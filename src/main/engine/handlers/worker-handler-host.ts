import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { messageOf } from '../../../shared/errors'
import type { SourceLocation } from '../../../shared/model/handlers'
import { locateBlocked } from './blocked-location'
import type { HandlerHost, HandlerHostEvents, HostEnd } from './handler-host'
import {
  type BatchItem,
  type FromWorker,
  fewItems,
  type HandlerWorkerData,
  type LoadRequest,
  livenessBytes,
  livenessSlots,
  type ToWorker,
} from './protocol'
import { Vigil } from './vigil'

/** An answer to a few events is worth staying awake for this long. */
const vigilMs = 0.1

/**
 * V8's own choice, 48, fills up with what is garbage already: batches die young, and a small young generation
 * stays in the processor's caches.
 */
const youngMegabytes = 6

/** How long a blocked worker is looked at before it is ended. */
const locateLimitMs = 500

/** A handler host in a worker thread, with a heap limit and without the app's environment. */
export class WorkerHandlerHost implements HandlerHost {
  readonly #worker: Worker
  readonly #gone: Promise<void>
  readonly #liveness: Int32Array
  readonly #heapLimitMb: number
  readonly #vigil = new Vigil(vigilMs)
  #events: HandlerHostEvents | null = null
  #isReady = false
  #error: unknown
  #exiting: Extract<FromWorker, { type: 'exiting' }> | null = null
  #end: HostEnd | null = null
  #posted = 0

  constructor(entry: URL | string, heapLimitMb: number) {
    const liveness = new SharedArrayBuffer(livenessBytes)
    const seal = randomUUID()
    const workerData: HandlerWorkerData = { liveness, seal }
    this.#liveness = new Int32Array(liveness)
    this.#heapLimitMb = heapLimitMb
    this.#worker = new Worker(entry, {
      workerData,
      name: 'understudy-handlers',
      env: {},
      argv: [],
      execArgv: [],
      // True means: not passed on to our own stdout, which `serve` prints its protocol on.
      stdout: true,
      stderr: true,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes, maxOldGenerationSizeMb: heapLimitMb },
    })
    this.#worker.on('message', (message: (FromWorker & { readonly seal: string }) | null | undefined) => {
      // User code can reach the port and post what it likes there, `null` included.
      if (message?.seal === seal) this.#receive(message)
    })
    this.#worker.on('error', (error) => {
      this.#error = error
    })
    this.#gone = new Promise((resolve) => this.#worker.once('exit', () => resolve()))
    this.#worker.on('exit', (code) => this.#exited(code))
    forEachLine(this.#worker.stdout, (line) => this.#events?.output('stdout', line))
    forEachLine(this.#worker.stderr, (line) => this.#events?.output('stderr', line))
  }

  get posted(): number {
    return this.#posted
  }

  received(): number {
    return Atomics.load(this.#liveness, livenessSlots.received)
  }

  running(): number {
    return Atomics.load(this.#liveness, livenessSlots.running)
  }

  listen(events: HandlerHostEvents): void {
    this.#events = events
    if (this.#end) events.exited(this.#end)
    else if (this.#isReady) events.ready()
  }

  load(request: Omit<LoadRequest, 'type'>): void {
    this.#post({ type: 'load', ...request })
  }

  post(items: readonly BatchItem[]): void {
    this.#posted += 1
    this.#post({ type: 'batch', seq: this.#posted, items })
    Atomics.store(this.#liveness, livenessSlots.posted, this.#posted)
    if (items.length > 0 && items.length <= fewItems) this.#vigil.begin()
  }

  locate(): Promise<SourceLocation | null> {
    return locateBlocked(this.#worker.threadId, locateLimitMs, this.#gone)
  }

  stop(): void {
    this.#post({ type: 'stop' })
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate()
  }

  #post(message: ToWorker): void {
    if (!this.#end) this.#worker.postMessage(message)
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true
        this.#events?.ready()
        break
      case 'loaded':
        this.#events?.loaded(message.handlers)
        break
      case 'load-failed':
        this.#events?.loadFailed(message.problems)
        break
      case 'batch':
        this.#vigil.end()
        this.#events?.batch(message.items)
        break
      case 'exiting':
        // What runs on the way out may call it once more.
        this.#exiting ??= message
        break
      default:
        message satisfies never
    }
  }

  #exited(code: number): void {
    this.#end = this.#describeEnd(code)
    this.#events?.exited(this.#end)
  }

  #describeEnd(code: number): HostEnd {
    const error = this.#error
    if (error === undefined) {
      const { call = null, location = null } = this.#exiting ?? {}
      return {
        reason: call ?? `process.exit(${code})`,
        kind: call === null ? 'process.exit' : call.replace(/\(.*$/s, ''),
        stack: '',
        ...(location ? { location } : {}),
      }
    }
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return { reason: `out of memory (${this.#heapLimitMb} MB)`, kind: 'out of memory', stack: '' }
    }
    const stack = error instanceof Error ? (error.stack ?? '') : ''
    return { reason: `uncaught error: ${messageOf(error)}`, kind: 'uncaught error', stack }
  }
}

function forEachLine(stream: Readable, listener: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) listener(line)
  })
  stream.on('end', () => {
    if (rest !== '') listener(rest)
  })
}
