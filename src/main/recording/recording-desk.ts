import { AppError } from '../../shared/errors'
import {
  type FinishedRecording,
  type RecordedEntry,
  type RecordingActivity,
  type RecordingContents,
  type RecordingSummary,
  type ReplaySpeed,
  type ReplayTarget,
  recordingsFolder,
} from '../../shared/model/recording'
import type { TrafficDetail } from '../../shared/model/traffic'
import type { WorkspaceInfo } from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import { TypedEmitter } from '../engine/typed-emitter'
import { writeAtomically } from '../workspace/atomic-write'
import type { WorkspaceEvents } from '../workspace/workspace-session'
import { detailEntry } from './detail-entry'
import { ConversationReader } from './exchanges'
import { handlerSource } from './handler-source'
import { HarWriter } from './har'
import { importRecording } from './import-recording'
import { OpenRecording } from './open-recording'
import type { ReadingOptions } from './read-lines'
import { readRecording } from './read-recording'
import { Recorder, type RecorderSource } from './recorder'
import { RecordingFiles } from './recording-files'
import { type ReplayEngine, Replayer } from './replayer'

export interface RecordingDeskOptions {
  readonly engine: RecorderSource &
    ReplayEngine & {
      readonly capture: { detail(seq: number): Promise<TrafficDetail | null> }
    }
  readonly session: {
    readonly info: WorkspaceInfo
    readonly events: Pick<TypedEmitter<WorkspaceEvents>, 'on'>
    createHandler(path: string, text?: string): Promise<void>
  }
}

export interface RecordingDeskEvents {
  changed: undefined
  /** A recording ended because of the disk. */
  failed: Error
}

/** All that is done with recordings: made, listed, opened, imported, exported, replayed, made into handlers. */
export class RecordingDesk {
  readonly events = new TypedEmitter<RecordingDeskEvents>()
  readonly #recorder: Recorder
  readonly #replayer: Replayer
  #job: Job | null = null
  #opened: OpenRecording | null = null
  #changes = 0
  #folder = ''

  constructor(private readonly options: RecordingDeskOptions) {
    this.#recorder = new Recorder(options.engine)
    this.#replayer = new Replayer(options.engine, () => this.events.emit('changed', undefined))
    this.#recorder.events.on('changed', () => this.events.emit('changed', undefined))
    this.#recorder.events.on('failed', (error) => this.events.emit('failed', error))
    options.session.events.on('changed', () => this.#followWorkspace())
  }

  get activity(): RecordingActivity {
    const job = this.#job && { title: this.#job.title, done: this.#job.done }
    return {
      recorder: this.#recorder.status,
      job,
      replay: this.#replayer.status,
      changes: this.#changes,
    }
  }

  /** Throws `AppError` 'io' where the workspace can't be written to. */
  async start(): Promise<void> {
    await this.#recorder.start(this.#workspace())
    this.#changed()
  }

  async stop(): Promise<FinishedRecording | null> {
    const finished = await this.#recorder.stop()
    this.#changed()
    return finished
  }

  list(): Promise<readonly RecordingSummary[]> {
    return this.#files().list()
  }

  /** Reads it as a whole; with progress, and until `cancel`. */
  async open(name: string): Promise<RecordingContents> {
    const opened = await this.#read(name)
    this.#opened = opened
    return opened.contents
  }

  /** Entries of the recording that was opened last. */
  entries(name: string, from: number, count: number): Promise<readonly RecordedEntry[]> {
    if (this.#opened?.contents.name === name) return this.#opened.entries(from, count)
    throw new AppError('not-found', t`${name} is not open any more: open it again.`)
  }

  async rename(from: string, to: string): Promise<void> {
    this.#keepRunning(from, 'renamed')
    await this.#files().rename(from, to)
    this.#changed()
  }

  async remove(name: string): Promise<void> {
    this.#keepRunning(name, 'deleted')
    await this.#files().remove(name)
    this.#changed()
  }

  async restore(name: string): Promise<void> {
    await this.#files().restore(name)
    this.#changed()
  }

  locate(name: string): Promise<string> {
    return this.#files().locate(name)
  }

  /** Writes HAR 1.2 and answers how many entries it was made of. */
  async exportHar(name: string, target: string): Promise<number> {
    const file = await this.#files().locate(name)
    return this.#work(`Exporting ${name}`, async (reading) => {
      let writer = new HarWriter(0)
      let entries = 0
      for await (const part of readRecording(file, reading)) {
        if (part.type === 'header') writer = new HarWriter(Date.parse(part.header.startedAt))
        if (part.type !== 'entry') continue
        writer.add(part.entry)
        entries += 1
      }
      await writeAtomically(target, `${JSON.stringify(writer.har(), null, 2)}\n`)
      return entries
    })
  }

  /** Makes a recording of a HAR or JSONL file and answers its name. */
  async import(file: string): Promise<string> {
    const files = this.#files()
    const name = await this.#work('Importing', (reading) => importRecording(file, files, reading))
    this.#changed()
    return name
  }

  /** Ends the import, export or opening that is under way. */
  cancel(): void {
    this.#job?.abort.abort()
  }

  /** Sends what `recorded` (`c1`) was sent in the recording to the target. */
  async replay(name: string, recorded: string, target: ReplayTarget, speed: ReplaySpeed): Promise<void> {
    const known = this.#opened?.contents.name === name ? this.#opened : await this.#read(name)
    const found = known.contents.connections.find(({ id }) => id === recorded)
    if (!found) throw new AppError('not-found', t`${name} has no connection ${recorded}.`)
    this.#replayer.start({ file: known.file, name, recorded: found, target, speed })
  }

  setReplayPaused(isPaused: boolean): void {
    this.#replayer.setPaused(isPaused)
  }

  setReplaySpeed(speed: ReplaySpeed): void {
    this.#replayer.setSpeed(speed)
  }

  stopReplay(): void {
    this.#replayer.stop()
  }

  /** Makes the handler file `to` that answers as was recorded on `path`. Throws `AppError` 'file-exists'. */
  async makeHandler(name: string, path: string, to: string): Promise<void> {
    const file = await this.#files().locate(name)
    const conversation = await this.#work(`Reading ${name}`, async (reading) => {
      const reader = new ConversationReader(path)
      for await (const part of readRecording(file, reading)) if (part.type === 'entry') reader.add(part.entry)
      return reader.conversation()
    })
    if (conversation.connections === 0) {
      throw new AppError('not-found', t`${name} has nothing on the path ${path}.`)
    }
    const from = `${recordingsFolder}/${name}, path ${path}`
    await this.options.session.createHandler(to, handlerSource({ from, path, conversation }))
  }

  /**
   * Makes a handler file of one message of the session: of a request with its replies, of a reply with its
   * request, of another message to a client as what it is sent after the handshake.
   */
  async makeHandlerFromEntry(seq: number, to: string): Promise<void> {
    const { capture } = this.options.engine
    const chosen = await capture.detail(seq)
    if (!chosen)
      throw new AppError('not-found', t`This entry is no longer held: it was cleared or discarded.`)
    const request = chosen.row.direction === 'to-client' ? await this.#requestOf(chosen) : chosen
    const replies = request ? await this.#repliesOf(request) : [chosen]
    const { path } = chosen.row
    const reader = new ConversationReader(path)
    for (const detail of request ? [request, ...replies] : replies) reader.add(detailEntry(detail))
    const from = `a message of ${new Date(chosen.row.at).toLocaleString('en-GB')}, path ${path}`
    const conversation = reader.conversation()
    if (conversation.exchanges.length + conversation.unsolicited.length === 0) {
      const message =
        'This message has no reply yet, so there is nothing to answer it with. Choose one that has.'
      throw new AppError('bad-request', message)
    }
    await this.options.session.createHandler(to, handlerSource({ from, path, conversation }))
  }

  /** Finishes the recording; nothing runs afterwards. */
  async dispose(): Promise<void> {
    this.cancel()
    this.#replayer.stop()
    await this.#recorder.stop()
    if (this.#folder !== '') await new RecordingFiles(this.#folder).forgetDeleted()
  }

  async #requestOf({ row }: TrafficDetail): Promise<TrafficDetail | null> {
    if (row.cause === 0) return null
    const cause = await this.options.engine.capture.detail(row.cause)
    return cause?.row.direction === 'from-client' && cause.row.connectionId === row.connectionId
      ? cause
      : null
  }

  async #repliesOf({ row, effects }: TrafficDetail): Promise<readonly TrafficDetail[]> {
    const own = effects.filter(
      ({ direction, connectionId }) => direction === 'to-client' && connectionId === row.connectionId,
    )
    const found = await Promise.all(own.map(({ seq }) => this.options.engine.capture.detail(seq)))
    return found.filter((detail) => detail !== null)
  }

  async #read(name: string): Promise<OpenRecording> {
    const file = await this.#files().locate(name)
    return this.#work(`Opening ${name}`, (reading) => OpenRecording.read(file, reading), true)
  }

  /** One at a time; `canBeReplaced`: the next one cancels it, because nobody looks at it any more. */
  async #work<T>(
    title: string,
    work: (reading: ReadingOptions) => Promise<T>,
    canBeReplaced = false,
  ): Promise<T> {
    if (this.#job?.canBeReplaced) {
      this.#job.abort.abort()
      await this.#job.ended
    }
    if (this.#job) {
      throw new AppError('bad-request', t`${this.#job.title} is still under way. Wait for it, or cancel it.`)
    }
    const job = startedJob(title, canBeReplaced, work, (done) => {
      job.done = done
      this.events.emit('changed', undefined)
    })
    this.#job = job
    try {
      return await job.result
    } finally {
      this.#job = null
      this.events.emit('changed', undefined)
    }
  }

  #workspace(): string {
    const { folder } = this.options.session.info
    if (folder !== '') return folder
    throw new AppError('workspace-missing', t`No workspace is open: open a folder first.`)
  }

  #files(): RecordingFiles {
    return new RecordingFiles(this.#workspace())
  }

  #keepRunning(name: string, doing: string): void {
    const { status } = this.#recorder
    if (status.state !== 'on' || status.name !== name) return
    throw new AppError('bad-request', t`${name} is being recorded: stop the recording before it is ${doing}.`)
  }

  #changed(): void {
    this.#changes += 1
    this.events.emit('changed', undefined)
  }

  /** What belongs to a workspace ends with it. */
  #followWorkspace(): void {
    const { folder } = this.options.session.info
    if (folder === this.#folder) return
    const left = this.#folder
    this.#folder = folder
    this.#opened = null
    this.cancel()
    this.#replayer.stop()
    void this.#recorder.stop().then(() => this.#changed())
    if (left === '') return
    new RecordingFiles(left).forgetDeleted().catch((error: Error) => this.events.emit('failed', error))
  }
}

interface Job {
  readonly title: string
  readonly canBeReplaced: boolean
  readonly abort: AbortController
  /** Resolves when it has ended, however. */
  readonly ended: Promise<unknown>
  done: number
}

function startedJob<T>(
  title: string,
  canBeReplaced: boolean,
  work: (reading: ReadingOptions) => Promise<T>,
  onProgress: (done: number) => void,
): Job & { readonly result: Promise<T> } {
  const abort = new AbortController()
  const result = work({ signal: abort.signal, onProgress })
  return { title, canBeReplaced, abort, result, ended: result.catch(() => undefined), done: 0 }
}
