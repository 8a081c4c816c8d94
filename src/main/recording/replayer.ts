import { AppError, messageOf } from '../../shared/errors'
import type { OutgoingMessage } from '../../shared/model/message'
import type {
  RecordedConnection,
  ReplaySpeed,
  ReplayStatus,
  ReplayTarget,
} from '../../shared/model/recording'
import { t } from '../../shared/text/t'
import type { CapturedEntry } from '../engine/capture/capture-log'
import { payloadOf } from './exchanges'
import { readEntries } from './read-recording'
import { ReplayClock } from './replay-clock'

export interface ReplayEngine {
  readonly capture: { tap(listener: (entry: CapturedEntry) => void): () => void }
  connection(id: string): unknown
  send(id: string, message: OutgoingMessage, how: string): void
  drained(id: string): Promise<void>
}

export interface ReplayRequest {
  readonly file: string
  /** Name of the recording. */
  readonly name: string
  /** Whose messages are sent. */
  readonly recorded: RecordedConnection
  readonly target: ReplayTarget
  readonly speed: ReplaySpeed
}

interface Replay {
  readonly request: ReplayRequest
  readonly abort: AbortController
  readonly clocks: Set<ReplayClock>
  endTap: () => void
  status: ReplayStatus
}

/** Sends what a recording's server sent to clients of today, in the recorded time. One replay at a time. */
export class Replayer {
  #replay: Replay | null = null

  constructor(
    private readonly engine: ReplayEngine,
    private readonly onChange: () => void,
  ) {}

  get status(): ReplayStatus | null {
    return this.#replay?.status ?? null
  }

  /** Ends the replay that runs, if any. Throws `AppError` 'connection-closed', or 'bad-request' with nothing to send. */
  start(request: ReplayRequest): void {
    const { recorded, target, speed } = request
    if (recorded.sent === 0) {
      throw new AppError(
        'bad-request',
        t`${recorded.id} was sent nothing in ${request.name}: choose another one.`,
      )
    }
    if (target.type === 'connection' && this.engine.connection(target.connection) === undefined) {
      const message = `The connection ${target.connection} is closed. Choose one that is open.`
      throw new AppError('connection-closed', message)
    }
    this.stop()
    const replay: Replay = {
      request,
      abort: new AbortController(),
      clocks: new Set(),
      endTap: () => undefined,
      status: {
        recording: request.name,
        target: target.type === 'connection' ? target.connection : `new connections on ${recorded.path}`,
        speed,
        state: 'running',
        sent: 0,
        problem: null,
      },
    }
    this.#replay = replay
    if (target.type === 'connection') {
      void this.#play(replay, target.connection, true).then((problem) => this.#done(replay, problem))
    } else {
      replay.endTap = this.engine.capture.tap((entry) => {
        if (entry.kind !== 'open' || entry.path !== recorded.path) return
        // The engine tells of the handshake before it counts the connection among the open ones.
        setImmediate(() => void this.#play(replay, `c${entry.connection}`, false))
      })
    }
    this.onChange()
  }

  setPaused(isPaused: boolean): void {
    const replay = this.#replay
    if (!replay || replay.status.state === 'done') return
    for (const clock of replay.clocks) clock.setPaused(isPaused)
    this.#update(replay, { state: isPaused ? 'paused' : 'running' })
  }

  setSpeed(speed: ReplaySpeed): void {
    const replay = this.#replay
    if (!replay) return
    for (const clock of replay.clocks) clock.setSpeed(speed)
    this.#update(replay, { speed })
  }

  /** Ends the replay and forgets it. */
  stop(): void {
    const replay = this.#replay
    if (!replay) return
    replay.endTap()
    replay.abort.abort()
    this.#replay = null
    this.onChange()
  }

  /** Answers why it could not go on, or null. */
  async #play(replay: Replay, connection: string, fromFirstMessage: boolean): Promise<string | null> {
    const { file, name, recorded } = replay.request
    const { signal } = replay.abort
    const clock = new ReplayClock(replay.status.speed)
    clock.setPaused(replay.status.state === 'paused')
    replay.clocks.add(clock)
    try {
      let zero: number | null = null
      for await (const entry of readEntries(file, { signal })) {
        if (entry.connection !== recorded.id) continue
        if (!fromFirstMessage) zero ??= entry.t
        const payload = entry.direction === 'to-client' ? payloadOf(entry) : null
        if (payload === null) continue
        zero ??= entry.t
        await clock.reach(entry.t - zero, signal)
        if (signal.aborted) return null
        const message: OutgoingMessage =
          typeof payload === 'string'
            ? { type: 'text', text: payload }
            : { type: 'binary', data: new Uint8Array(payload) }
        this.engine.send(connection, message, `replayed it from ${name}`)
        this.#update(replay, { sent: replay.status.sent + 1 })
        await this.engine.drained(connection)
      }
      return null
    } catch (error) {
      if (signal.aborted) return null
      const isGone = error instanceof AppError && error.code === 'connection-closed'
      return isGone ? `${connection} was closed meanwhile` : messageOf(error)
    } finally {
      replay.clocks.delete(clock)
    }
  }

  #done(replay: Replay, problem: string | null): void {
    if (!replay.abort.signal.aborted) this.#update(replay, { state: 'done', problem })
  }

  #update(replay: Replay, change: Partial<ReplayStatus>): void {
    if (this.#replay !== replay) return
    replay.status = { ...replay.status, ...change }
    this.onChange()
  }
}
