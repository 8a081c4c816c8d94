import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors'
import type { TrafficTail } from '../../../shared/model/traffic'
import type { PlaceFor } from './batch-bytes'
import { BatchLane } from './batch-lane'
import type {
  CaptureAnswers,
  CaptureProgress,
  CaptureRequest,
  CaptureWorkerData,
  EntryBatch,
  FromCaptureWorker,
  ToCaptureWorker,
} from './capture-protocol'
import type { StoreHistory } from './entry-store'
import { newSessionFile, removeLeftoverSessionFiles, removeSessionFile } from './session-file'

/**
 * The worker's heap: far more than the budget, views and requests need. From 2 GB on V8 lets a heap grow further between two
 * full collections; the bytes that are kept beside it count, too.
 */
const heapMegabytes = 2304

/** What is captured stays: a large young generation only copies it more often. */
const youngMegabytes = 6

/** Older entries on disk. */
export interface CaptureHistoryOptions {
  /** A file in it, of this session only, takes what does not fit into memory. */
  readonly folder: string
  /** Most bytes that the file may take. */
  readonly diskBytes: number
  /** Memory for the newest entries. */
  readonly memoryBytes: number
}

export interface CaptureLinkOptions {
  /** Built entry of the capture worker. */
  readonly worker: URL | string
  /** Memory for captured entries, payloads included, where none go to disk. */
  readonly budgetBytes: number
  readonly history: CaptureHistoryOptions | null
  /** With more than this on its way to the worker, there is no room for more. */
  readonly maxUnstoredBytes: number
}

export interface CaptureLinkEvents {
  tail(tail: TrafficTail): void
  /** Something the user should know of. */
  notice(text: string): void
  /** What the worker held is lost; `isRunning` says whether another one has taken its place. */
  ended(isRunning: boolean): void
}

interface Pending {
  readonly resolve: (value: CaptureAnswers[keyof CaptureAnswers]) => void
  readonly reject: (error: Error) => void
  readonly progressed: (progress: CaptureProgress) => void
}

/** How a long request is watched and called off; called off, it fails with 'cancelled'. */
export interface RequestCourse {
  readonly signal?: AbortSignal
  readonly progressed?: (progress: CaptureProgress) => void
}

/** The capture worker as main sees it: starts it, knows what is on its way to it, asks it. */
export class CaptureLink {
  readonly #options: CaptureLinkOptions
  readonly #events: CaptureLinkEvents
  readonly #pending = new Map<number, Pending>()
  #worker: Worker
  #acknowledged: Int32Array
  readonly #lane = new BatchLane()
  /** Batches that were stored before this worker started. */
  #startedAtBatch = 0
  /** Bytes of each batch that is not stored yet, oldest first, and the number of the first. */
  #unstored: number[] = []
  #firstUnstored = 1
  #unstoredBytes = 0
  #lastRequest = 0
  #lastView = 0
  #state: 'running' | 'broken' | 'disposed' = 'running'
  /** The worker's file, where it has one. */
  #sessionFile: string | null = null
  readonly #tidied: Promise<void>

  constructor(options: CaptureLinkOptions, events: CaptureLinkEvents) {
    this.#options = options
    this.#events = events
    this.#tidied =
      options.history === null ? Promise.resolve() : removeLeftoverSessionFiles(options.history.folder)
    const { worker, acknowledged } = this.#start()
    this.#worker = worker
    this.#acknowledged = acknowledged
  }

  get isRunning(): boolean {
    return this.#state === 'running'
  }

  /** Bytes on their way to the worker. */
  get unstoredBytes(): number {
    this.#settleStored()
    return this.#unstoredBytes
  }

  /** Whether the worker keeps up: what is on its way to it is within the limit. */
  get hasRoom(): boolean {
    if (!this.isRunning) return false
    if (this.#unstoredBytes > this.#options.maxUnstoredBytes) this.#settleStored()
    return this.#unstoredBytes <= this.#options.maxUnstoredBytes
  }

  /** Hands over the batch that `take` makes for a batch number and a place; `bytes` is about what it holds. */
  post(bytes: number, take: (batch: number, placeFor: PlaceFor) => EntryBatch): void {
    this.#settleStored()
    const batch = this.#firstUnstored + this.#unstored.length
    const message = take(batch, (size) => this.#lane.placeFor(size, batch, this.#firstUnstored - 1))
    this.#unstored.push(bytes)
    this.#unstoredBytes += bytes
    this.#worker.postMessage(message satisfies ToCaptureWorker, message.handedOver)
  }

  /** Asks the worker. Rejects with `AppError`: 'cancelled' after `dispose`, 'internal' where it has ended. */
  request<R extends CaptureRequest>(
    request: R,
    { signal, progressed = () => undefined }: RequestCourse = {},
  ): Promise<CaptureAnswers[R['type']]> {
    if (this.#state === 'disposed') return Promise.reject(closedError())
    if (this.#state === 'broken') {
      const message = 'The traffic log does not run. Start Understudy again.'
      return Promise.reject(new AppError('internal', message))
    }
    this.#lastRequest += 1
    const id = this.#lastRequest
    const message: ToCaptureWorker = { type: 'request', id, request }
    const answered = new Promise<CaptureAnswers[R['type']]>((resolve, reject) => {
      // The worker answers a request of type T with `CaptureAnswers[T]`.
      const resolveAny: Pending['resolve'] = (value) => resolve(value as CaptureAnswers[R['type']])
      this.#pending.set(id, { resolve: resolveAny, reject, progressed })
      // An idle log keeps no process alive; one that owes an answer does.
      this.#worker.ref()
      this.#worker.postMessage(message)
    })
    if (!signal) return answered
    const cancel = () => this.#worker.postMessage({ type: 'cancel', id } satisfies ToCaptureWorker)
    if (signal.aborted) cancel()
    signal.addEventListener('abort', cancel)
    return answered.finally(() => signal.removeEventListener('abort', cancel))
  }

  /** Ends the worker; requests under way are rejected. */
  async dispose(): Promise<void> {
    this.#state = 'disposed'
    this.#failPending(closedError())
    await this.#worker.terminate()
    await this.#tidied
    if (this.#sessionFile !== null) await removeSessionFile(this.#sessionFile)
  }

  #start(): { readonly worker: Worker; readonly acknowledged: Int32Array } {
    const shared = new SharedArrayBuffer(4)
    const acknowledged = new Int32Array(shared)
    this.#startedAtBatch = this.#firstUnstored - 1
    acknowledged[0] = this.#startedAtBatch
    const workerData: CaptureWorkerData = {
      acknowledged: shared,
      budgetBytes: this.#options.budgetBytes,
      history: this.#nextHistory(),
      firstView: this.#lastView + 1,
    }
    const worker = new Worker(this.#options.worker, {
      name: 'capture',
      workerData,
      env: {},
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes, maxOldGenerationSizeMb: heapMegabytes },
    })
    worker.on('message', (message: FromCaptureWorker) => this.#receive(message))
    // 'exit' follows an error and decides what to do; without a listener main would end.
    let failure = 'it ended'
    worker.on('error', (error) => {
      failure = error.message
    })
    worker.on('exit', () => this.#onExit(failure))
    worker.unref()
    return { worker, acknowledged }
  }

  /** Each worker has a file of its own: what one leaves behind goes when the next one starts. */
  #nextHistory(): StoreHistory | null {
    const { history } = this.#options
    if (history === null) return null
    if (this.#sessionFile !== null) void removeSessionFile(this.#sessionFile)
    this.#sessionFile = newSessionFile(history.folder)
    return { file: this.#sessionFile, diskBytes: history.diskBytes, memoryBytes: history.memoryBytes }
  }

  #onExit(failure: string): void {
    if (this.#state === 'disposed') return
    // A worker that ends before it stored anything would do so for ever.
    const didNothing = Atomics.load(this.#acknowledged, 0) === this.#startedAtBatch
    this.#firstUnstored += this.#unstored.length
    this.#unstored = []
    this.#unstoredBytes = 0
    if (didNothing) {
      this.#state = 'broken'
    } else {
      const { worker, acknowledged } = this.#start()
      this.#worker = worker
      this.#acknowledged = acknowledged
    }
    this.#failPending(new AppError('internal', `The traffic log had to start anew: ${failure}.`))
    this.#events.ended(this.isRunning)
  }

  #receive(message: FromCaptureWorker): void {
    if (message.type === 'tail') {
      this.#lastView = message.tail.view
      this.#events.tail(message.tail)
      return
    }
    if (message.type === 'notice') {
      this.#events.notice(message.text)
      return
    }
    const pending = this.#pending.get(message.id)
    if (message.type === 'progress') {
      pending?.progressed(message.progress)
      return
    }
    this.#pending.delete(message.id)
    if (this.#pending.size === 0) this.#worker.unref()
    if (message.type === 'answer') {
      const { value } = message
      // The view may be newer than the last tail: a worker that takes over must not use its number again.
      if (value !== null && typeof value === 'object' && 'view' in value) this.#lastView = value.view
      pending?.resolve(value)
    } else pending?.reject(new AppError(message.code, message.message))
  }

  #settleStored(): void {
    const stored = Atomics.load(this.#acknowledged, 0)
    const settled = this.#unstored.splice(0, Math.max(0, stored - this.#firstUnstored + 1))
    this.#firstUnstored += settled.length
    for (const bytes of settled) this.#unstoredBytes -= bytes
  }

  #failPending(error: AppError): void {
    for (const { reject } of this.#pending.values()) reject(error)
    this.#pending.clear()
  }
}

function closedError(): AppError {
  return new AppError('cancelled', 'The traffic log was closed.')
}
