import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors'
import type { Payload } from '../../../shared/model/message'
import {
  type Direction,
  type Origin,
  type TrafficDetail,
  type TrafficFilter,
  type TrafficKind,
  type TrafficTail,
  trafficFilterSchema,
} from '../../../shared/model/traffic'
import type {
  CaptureAnswers,
  CaptureRequest,
  CaptureWorkerData,
  FromCaptureWorker,
  ToCaptureWorker,
  TrafficWindow,
} from './capture-protocol'
import { EntryBatcher } from './entry-batcher'
import { directionCodes, kindCodes, originCodes } from './entry-codes'

export interface CaptureLogOptions {
  /** Built entry of the capture worker. */
  readonly worker: URL | string
  /** Memory for captured entries, payloads included. */
  readonly budgetBytes?: number
  /** With more than this on its way to the worker, entries are dropped and counted. */
  readonly maxUnstoredBytes?: number
}

const defaultBudgetBytes = 256 * 1024 * 1024
const defaultMaxUnstoredBytes = 64 * 1024 * 1024
/** Entries wait at most this long to be handed over; the window is told at most every 33 ms anyway. */
const flushIntervalMs = 8
/** A batch is handed over early when it holds this much: larger ones no longer fit the processor's caches. */
const flushBytes = 128 * 1024
/** The worker's heap: the budget, as much again for views and requests, and V8's own room. */
const heapMegabytes = 1024

/** An entry as `tap` tells it: what main knows of it. */
export interface CapturedEntry {
  readonly seq: number
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number
  readonly kind: TrafficKind
  readonly direction: Direction
  readonly origin: Origin
  readonly connection: number
  readonly path: string
  readonly payload: Payload | null
  readonly code: number
  readonly cause: number
}

type Pending = {
  readonly resolve: (value: CaptureAnswers[keyof CaptureAnswers]) => void
  readonly reject: (error: Error) => void
}

const emptyTail: TrafficTail = { view: 0, total: 0, discarded: 0, shown: 0, newest: [], filterError: null }

/** Main's side of the capture: an append per entry, everything else happens in the capture worker. */
export class CaptureLog {
  readonly #options: Required<CaptureLogOptions>
  readonly #batcher = new EntryBatcher()
  /** Zero of `performance.now()` in milliseconds since the epoch; the getter is slow. */
  readonly #startedAt = performance.timeOrigin
  readonly #tailListeners = new Set<(tail: TrafficTail) => void>()
  readonly #taps = new Set<(entry: CapturedEntry) => void>()
  readonly #pending = new Map<number, Pending>()
  #worker: Worker
  #acknowledged: Int32Array
  /** Bytes of each batch that is not stored yet, oldest first, and the number of the first. */
  #unstored: number[] = []
  #firstUnstored = 1
  #unstoredBytes = 0
  #lastSeq = 0
  #lastRequest = 0
  /** Entries since the last clear, lost ones included. */
  #captured = 0
  /** Entries that the next batch reports as lost. */
  #lost = 0
  /** Lost since the row that last told of it. */
  #untoldLost = 0
  #timer: NodeJS.Timeout | null = null
  #filter: TrafficFilter = trafficFilterSchema.parse({})
  #latest = emptyTail
  #disposed = false
  /** Batches that were stored before this worker started. */
  #startedAtBatch = 0
  #broken = false

  constructor(options: CaptureLogOptions) {
    this.#options = {
      budgetBytes: defaultBudgetBytes,
      maxUnstoredBytes: defaultMaxUnstoredBytes,
      ...options,
    }
    const { worker, acknowledged } = this.#startWorker()
    this.#worker = worker
    this.#acknowledged = acknowledged
  }

  /** The view as it was last told. */
  get tail(): TrafficTail {
    return this.#latest
  }

  /** A sequence number for something that has no row of its own. */
  allot(): number {
    this.#lastSeq += 1
    return this.#lastSeq
  }

  /**
   * Captures an entry and returns its sequence number. `connection` 0, `code` 0 and `cause` 0 mean none;
   * `payload` is the body, or for entries that are no messages their words. Bytes must not change later.
   */
  append(
    kind: TrafficKind,
    direction: Direction,
    origin: Origin,
    connection: number,
    path: string,
    payload: Payload | null,
    code: number,
    cause: number,
  ): number {
    const at = this.#startedAt + performance.now()
    if (this.#untoldLost > 0 && this.#hasRoom()) this.#tellLost(at)
    const seq = this.allot()
    this.#captured += 1
    if (this.#taps.size > 0) {
      const entry = { seq, at, kind, direction, origin, connection, path, payload, code, cause }
      for (const tap of this.#taps) tap(entry)
    }
    if (!this.#hasRoom()) {
      this.#lost += 1
      this.#untoldLost += 1
      return seq
    }
    const numbers = {
      seq,
      at,
      kind: kindCodes[kind],
      direction: directionCodes[direction],
      origin: originCodes[origin],
      connection,
      code,
      cause,
    }
    this.#batcher.add(numbers, path, payload)
    this.#noted()
    return seq
  }

  /** Says what was done about an entry: a line per step, `actor\toutcome\tdurationMs`. */
  why(seq: number, lines: string): void {
    if (lines === '' || !this.#hasRoom()) return
    this.#batcher.why(seq, lines)
    this.#noted()
  }

  /** Marks an entry whose body a handler changed: its cause holds what it was before. */
  edited(seq: number): void {
    this.#batcher.edited(seq)
    this.#noted()
  }

  /** Notes who joined or left a room, for the room's filter. */
  membership(room: string, connection: number, joined: boolean): void {
    this.#batcher.membership(room, connection, joined)
    this.#noted()
  }

  /** Shows what the filter lets through; see `TrafficTail.filterError` for a bad pattern. */
  async filter(filter: TrafficFilter): Promise<TrafficTail> {
    const tail = await this.#request({ type: 'filter', filter })
    // A new worker is given the last good filter, not the last one tried.
    if (tail.filterError === null) this.#filter = filter
    this.#tell(tail)
    return tail
  }

  /** Rows `from … from + count - 1` of the current view. */
  window(from: number, count: number): Promise<TrafficWindow> {
    return this.#request({ type: 'window', from, count })
  }

  /** One entry with its body, its reasons and its effects; null where it is not held any more. */
  detail(seq: number): Promise<TrafficDetail | null> {
    return this.#request({ type: 'detail', seq })
  }

  /** Forgets all entries. */
  async clear(): Promise<void> {
    this.#flush()
    this.#captured = 0
    this.#lost = 0
    this.#untoldLost = 0
    this.#tell(await this.#request({ type: 'clear' }))
  }

  /** Writes the current view as JSON Lines and returns the number of entries. Throws `AppError` 'io'. */
  exportTo(file: string): Promise<number> {
    return this.#request({ type: 'export', file })
  }

  /** Tells of the view's end when it changes, at most 30 times a second. Returns the way to stop. */
  onTail(listener: (tail: TrafficTail) => void): () => void {
    this.#tailListeners.add(listener)
    return () => this.#tailListeners.delete(listener)
  }

  /** Tells of each entry at once, on main. Returns the way to stop. */
  tap(listener: (entry: CapturedEntry) => void): () => void {
    this.#taps.add(listener)
    return () => this.#taps.delete(listener)
  }

  /** Ends the worker; requests under way fail with 'cancelled'. */
  async dispose(): Promise<void> {
    this.#disposed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#failPending(new AppError('cancelled', 'The traffic log was closed.'))
    await this.#worker.terminate()
  }

  #startWorker(): { readonly worker: Worker; readonly acknowledged: Int32Array } {
    const shared = new SharedArrayBuffer(4)
    const acknowledged = new Int32Array(shared)
    this.#startedAtBatch = this.#firstUnstored - 1
    acknowledged[0] = this.#startedAtBatch
    const workerData: CaptureWorkerData = {
      acknowledged: shared,
      budgetBytes: this.#options.budgetBytes,
      firstView: this.#latest.view + 1,
    }
    const worker = new Worker(this.#options.worker, {
      name: 'capture',
      workerData,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    })
    worker.on('message', (message: FromCaptureWorker) => this.#receive(message))
    // 'exit' follows an error and decides what to do; without a listener main would end.
    let failure = 'it ended'
    worker.on('error', (error) => {
      failure = error.message
    })
    worker.on('exit', () => this.#onExit(worker, failure))
    worker.unref()
    return { worker, acknowledged }
  }

  #onExit(worker: Worker, failure: string): void {
    if (this.#disposed || worker !== this.#worker) return
    this.#failPending(new AppError('internal', `The traffic log had to start anew: ${failure}.`))
    this.#lost = this.#captured - this.#batcher.count
    this.#untoldLost = this.#lost
    this.#firstUnstored += this.#unstored.length
    this.#unstored = []
    this.#unstoredBytes = 0
    this.#batcher.forgetPaths()
    // A worker that ends before it did anything would do so for ever.
    this.#broken = Atomics.load(this.#acknowledged, 0) === this.#startedAtBatch
    if (this.#broken) return
    const started = this.#startWorker()
    this.#worker = started.worker
    this.#acknowledged = started.acknowledged
    // A failure is told by the next request; this one has nobody to tell.
    this.filter(this.#filter).catch(() => undefined)
  }

  #tellLost(at: number): void {
    const words = `${this.#untoldLost.toLocaleString('en-US')} entries were not captured: the traffic log could not keep up`
    this.#untoldLost = 0
    const numbers = {
      seq: this.allot(),
      at,
      kind: kindCodes.discarded,
      direction: directionCodes.none,
      origin: originCodes.engine,
      connection: 0,
      code: 0,
      cause: 0,
    }
    this.#batcher.add(numbers, '', words)
  }

  #hasRoom(): boolean {
    if (this.#broken) return false
    if (this.#unstoredBytes <= this.#options.maxUnstoredBytes) return true
    this.#settleStored()
    return this.#unstoredBytes <= this.#options.maxUnstoredBytes
  }

  #settleStored(): void {
    const stored = Atomics.load(this.#acknowledged, 0)
    const settled = this.#unstored.splice(0, Math.max(0, stored - this.#firstUnstored + 1))
    this.#firstUnstored += settled.length
    for (const bytes of settled) this.#unstoredBytes -= bytes
  }

  #noted(): void {
    if (this.#batcher.bytes >= flushBytes) this.#flush()
    else if (this.#timer === null) this.#timer = setTimeout(() => this.#flush(), flushIntervalMs)
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#disposed || this.#broken || this.#batcher.isEmpty) return
    this.#settleStored()
    const bytes = this.#batcher.bytes
    const batch = this.#batcher.take(this.#firstUnstored + this.#unstored.length, this.#lost)
    this.#lost = 0
    this.#unstored.push(bytes)
    this.#unstoredBytes += bytes
    // All of it: what a batch holds belongs to nobody else.
    const message: ToCaptureWorker = batch
    this.#worker.postMessage(message, [bufferOf(batch.numbers)])
  }

  #request<R extends CaptureRequest>(request: R): Promise<CaptureAnswers[R['type']]> {
    if (this.#disposed) return Promise.reject(new AppError('cancelled', 'The traffic log was closed.'))
    if (this.#broken)
      return Promise.reject(new AppError('internal', 'The traffic log does not run. Start the app again.'))
    this.#flush()
    this.#lastRequest += 1
    const id = this.#lastRequest
    const message: ToCaptureWorker = { type: 'request', id, request }
    return new Promise((resolve, reject) => {
      // The worker answers a request of type T with `CaptureAnswers[T]`.
      this.#pending.set(id, { resolve: (value) => resolve(value as CaptureAnswers[R['type']]), reject })
      // An idle log keeps no process alive; one that owes an answer does.
      this.#worker.ref()
      this.#worker.postMessage(message)
    })
  }

  #receive(message: FromCaptureWorker): void {
    if (message.type === 'tail') {
      this.#tell(message.tail)
      return
    }
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if (this.#pending.size === 0) this.#worker.unref()
    if (message.type === 'answer') pending?.resolve(message.value)
    else pending?.reject(new AppError(message.code, message.message))
  }

  #tell(tail: TrafficTail): void {
    this.#latest = tail
    for (const listener of this.#tailListeners) listener(tail)
  }

  #failPending(error: AppError): void {
    for (const { reject } of this.#pending.values()) reject(error)
    this.#pending.clear()
  }
}

/** `Float64Array.slice` makes an ordinary buffer, never a shared one. */
function bufferOf(numbers: Float64Array): ArrayBuffer {
  return numbers.buffer as ArrayBuffer
}
