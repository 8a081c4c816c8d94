import { type FileHandle, mkdir, open, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError, codeOf, messageOf } from '../../shared/errors'
import type { ConnectionSummary } from '../../shared/model/connection'
import {
  type FinishedRecording,
  type RecordedEntry,
  type RecorderStatus,
  recordingsFolder,
} from '../../shared/model/recording'
import type { CapturedEntry } from '../engine/capture/capture-log'
import { isInside } from '../engine/inside-folder'
import { TypedEmitter } from '../engine/typed-emitter'
import { recordedEntry, recordedHandshake } from './recorded-entry'
import { endLine, entryLine, headerLine } from './recording-lines'
import { recordingNameAt } from './recording-name'

/** What is recorded reaches the disk after at most this. */
const flushIntervalMs = 100
/** Lines are written early when they hold this much. */
const flushLength = 256 * 1024
/** With more than this waiting for the disk, entries are left out and counted. */
const defaultMaxPending = 64 * 1024 * 1024

export interface RecorderSource {
  readonly capture: { tap(listener: (entry: CapturedEntry) => void): () => void }
  connections(): readonly ConnectionSummary[]
  connection(id: string): ConnectionSummary | undefined
}

export interface RecorderEvents {
  changed: undefined
  /** The disk failed; the recording has ended with what it holds. */
  failed: Error
}

interface Running {
  readonly name: string
  readonly file: string
  readonly handle: FileHandle
  readonly startedAt: number
  readonly endTap: () => void
  readonly timer: NodeJS.Timeout
  pending: string
  entries: number
  bytes: number
  lost: number
  writing: Promise<void>
  isWriting: boolean
  /** Why it ends before it is stopped. */
  problem: string | null
}

/** Streams what the engine captures to a file of the workspace, while it is switched on. */
export class Recorder {
  readonly events = new TypedEmitter<RecorderEvents>()
  #running: Running | null = null
  #last: FinishedRecording | null = null
  /** The start or the end that is under way. */
  #change: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly source: RecorderSource,
    private readonly maxPending = defaultMaxPending,
  ) {}

  get status(): RecorderStatus {
    const running = this.#running
    if (!running) return { state: 'off', last: this.#last }
    const { name, entries, bytes } = running
    return { state: 'on', name, entries, bytes }
  }

  /**
   * Begins a recording in the workspace `folder` and answers its name; goes on with one that runs.
   * Throws `AppError` 'io' where the folder can't be written to.
   */
  start(folder: string, now = new Date()): Promise<string> {
    return this.#queue(async () => {
      if (this.#running) return this.#running.name
      const { name, file, handle } = await createFile(folder, now)
      const startedAt = performance.timeOrigin + performance.now()
      const timer = setInterval(() => this.#flush(), flushIntervalMs)
      const running: Running = {
        name,
        file,
        handle,
        startedAt,
        timer,
        endTap: this.source.capture.tap((entry) => this.#add(entry)),
        pending: headerLine({ startedAt: new Date(startedAt).toISOString(), workspace: basename(folder) }),
        entries: 0,
        bytes: 0,
        lost: 0,
        writing: Promise.resolve(),
        isWriting: false,
        problem: null,
      }
      this.#running = running
      this.#addOpenConnections(running)
      this.events.emit('changed', undefined)
      return name
    })
  }

  /** Ends the recording; what was captured until now is in it. Null where none was running. */
  stop(): Promise<FinishedRecording | null> {
    // From now on, not from when the disk is done: what comes later does not belong to it.
    this.#running?.endTap()
    return this.#queue(async () => {
      const running = this.#running
      if (!running) return null
      this.#addLost(running)
      running.pending += endLine(
        performance.timeOrigin + performance.now() - running.startedAt,
        running.entries,
      )
      return this.#finish(running)
    })
  }

  /** Resolves when no start and no end is under way. */
  async settled(): Promise<void> {
    await this.#change
  }

  #queue<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#change.then(task)
    this.#change = result.catch(() => undefined)
    return result
  }

  /** What is open already is part of the story that follows. */
  #addOpenConnections(running: Running): void {
    for (const connection of this.source.connections()) {
      this.#append(running, {
        t: 0,
        kind: 'open',
        direction: 'none',
        origin: 'client',
        connection: connection.id,
        path: connection.path,
        handshake: { ...recordedHandshake(connection), before: true },
      })
    }
  }

  #add(entry: CapturedEntry): void {
    const running = this.#running
    if (!running) return
    if (running.pending.length > this.maxPending) {
      running.lost += 1
      return
    }
    this.#addLost(running)
    const connection = entry.kind === 'open' ? this.source.connection(`c${entry.connection}`) : undefined
    this.#append(running, recordedEntry(entry, running.startedAt, connection))
    if (running.pending.length >= flushLength) this.#flush()
  }

  #addLost(running: Running): void {
    if (running.lost === 0) return
    const text = `${running.lost} entries are missing here: the disk was too slow for them`
    running.lost = 0
    const t = performance.timeOrigin + performance.now() - running.startedAt
    this.#append(running, {
      t,
      kind: 'discarded',
      direction: 'none',
      origin: 'engine',
      connection: null,
      path: '',
      text,
    })
  }

  #append(running: Running, entry: RecordedEntry): void {
    running.pending += entryLine(entry)
    running.entries += 1
  }

  #flush(): void {
    const running = this.#running
    if (!running || running.isWriting || running.pending === '') return
    running.isWriting = true
    running.writing = this.#write(running).catch((error: unknown) => this.#failed(running, error))
  }

  async #write(running: Running): Promise<void> {
    const block = Buffer.from(running.pending)
    running.pending = ''
    try {
      await running.handle.appendFile(block)
      running.bytes += block.byteLength
    } finally {
      running.isWriting = false
    }
    this.events.emit('changed', undefined)
  }

  #failed(running: Running, error: unknown): void {
    const problem = `${running.file} could not be written: ${messageOf(error)}. The recording has ended there.`
    running.pending = ''
    running.problem = problem
    this.events.emit('failed', new AppError('io', problem, { cause: error }))
    void this.#queue(() => this.#finish(running))
  }

  async #finish(running: Running): Promise<FinishedRecording | null> {
    if (this.#running !== running) return this.#last
    running.endTap()
    clearInterval(running.timer)
    try {
      await running.writing
      if (running.pending !== '' && running.problem === null) await this.#write(running)
      await running.handle.sync()
    } catch (error) {
      running.problem ??= `${running.file} could not be written: ${messageOf(error)}`
    }
    await running.handle.close().catch(() => undefined)
    this.#running = null
    const { name, entries, bytes, problem } = running
    this.#last = { name, entries, bytes, problem }
    this.events.emit('changed', undefined)
    return this.#last
  }
}

async function createFile(
  workspace: string,
  now: Date,
): Promise<{ readonly name: string; readonly file: string; readonly handle: FileHandle }> {
  const folder = join(workspace, recordingsFolder)
  try {
    await mkdir(folder, { recursive: true })
    if (!isInside(await realpath(workspace), await realpath(folder))) {
      throw new Error('it is a link that leads out of the workspace')
    }
    for (let attempt = 1; ; attempt++) {
      const name = recordingNameAt(now, attempt)
      const file = join(folder, name)
      const handle = await open(file, 'ax').catch((error: unknown) => {
        if (codeOf(error) === 'EEXIST') return null
        throw error
      })
      if (handle) return { name, file, handle }
    }
  } catch (error) {
    const message =
      `Nothing is recorded: ${folder} can't be written to (${messageOf(error)}). ` +
      'Make it writable, or open a workspace that is.'
    throw new AppError('io', message, { cause: error })
  }
}
