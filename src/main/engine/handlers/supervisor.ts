import { messageOf } from '../../../shared/errors'
import type {
  HandlerInfo,
  HandlerProblem,
  HandlerStatus,
  SourceLocation,
} from '../../../shared/model/handlers'
import type { Clock } from '../clock'
import { type BootResult, boot } from './boot'
import type { CompiledHandlers } from './compile-handlers'
import { type Code, Generation } from './generation'
import type { HostEnd, StartHandlerHost } from './handler-host'
import type { HandlerWork } from './handler-work'
import { HostPool } from './host-pool'
import type { DispatchedConnection, DispatchTarget } from './lane'
import { LatestOnly } from './latest-only'
import type { BatchItem, HandlerEvents, LoadRequest } from './protocol'
import { ReceiptWatch } from './receipt-watch'
import type { SupervisionLimits } from './supervision-limits'

/** Where the handlers' sources are; null for none, with the reason that the window shows. */
export type HandlerSource =
  | { readonly folder: string; readonly files: readonly string[] }
  | { readonly folder: null; readonly reason: 'no-files' | 'not-trusted' }

export interface SupervisorListener {
  status(status: HandlerStatus): void
  handlers(handlers: readonly HandlerInfo[]): void
  commands(from: Generation, items: readonly BatchItem[]): void
  output(stream: 'stdout' | 'stderr', line: string): void
  /** Nothing runs this code any more, nor will. */
  retired(code: Code): void
  /**
   * A worker ended while it served. Told before its work is taken back; answers where in the sources it was.
   * `isCurrent`: false for older code that was about to be replaced anyway.
   */
  ended(end: HostEnd, blamed: number, isCurrent: boolean): SourceLocation | null
}

export interface SupervisorOptions<C extends DispatchedConnection> {
  readonly startHost: StartHandlerHost
  compile(folder: string, files: readonly string[]): Promise<CompiledHandlers>
  /** What goes with the code when it is loaded, as of now. */
  loadRequest(): Omit<LoadRequest, 'type' | 'modules'>
  readonly work: HandlerWork<C>
  readonly limits: SupervisionLimits
  readonly clock: Clock
  readonly listener: SupervisorListener
}

/** What supervision keeps beside a generation that serves. */
interface Watch {
  readonly servingSince: number
  readonly receipts: ReceiptWatch
  cancelDrain: () => void
}

/**
 * Keeps one version of the handlers running: loads newer code beside the old and hands over, replaces a
 * worker that ended, and pauses code that ends again and again. No connection notices any of it.
 */
export class Supervisor<C extends DispatchedConnection> {
  readonly #pool: HostPool
  readonly #loads = new LatestOnly((source: HandlerSource) => this.#load(source))
  /** Generations that keep replicas of rooms, metadata, state and rules. */
  readonly #replicas = new Set<Generation>()
  readonly #watches = new Map<Generation, Watch>()
  #current: Generation | null = null
  #code: Code | null = null
  #endsInARow = 0
  #restarts = 0
  #status: HandlerStatus = { state: 'none', reason: 'no-files' }
  #isDisposed = false

  constructor(private readonly options: SupervisorOptions<C>) {
    this.#pool = new HostPool(options.startHost)
  }

  get status(): HandlerStatus {
    return this.#status
  }

  /** Versions of the code that went live. */
  get reloads(): number {
    return this.#code?.version ?? 0
  }

  /** Workers that were replaced because they ended. */
  get restarts(): number {
    return this.#restarts
  }

  /**
   * Compiles and starts the sources and hands over to them; the former ones stay if that fails. Resolves
   * with the status. One load runs at a time; of those that wait, the newest counts.
   */
  load(source: HandlerSource): Promise<HandlerStatus> {
    return this.#loads.request(source)
  }

  /** Appends an event to the batches of all generations but the one that made the change itself. */
  replicate(except: DispatchTarget | null, write: (sink: HandlerEvents) => void): void {
    for (const generation of this.#replicas) if (generation !== except) write(generation.write())
  }

  /** `target` finished one kind of its work. */
  released(target: DispatchTarget): void {
    for (const generation of this.#watches.keys()) if (generation === target) this.#retireIfDone(generation)
  }

  /** Ends all workers; resolves when their threads are gone. */
  async dispose(): Promise<void> {
    this.#isDisposed = true
    for (const generation of this.#watches.keys()) this.#forget(generation)
    await this.#pool.dispose()
  }

  async #load(source: HandlerSource): Promise<HandlerStatus> {
    const { clock } = this.options
    const startedAt = clock.now()
    const version = this.reloads + 1
    this.#setStatus({ state: 'loading', reload: version })
    this.#pool.prepare()
    const compiled = await this.#compile(source)
    if (!compiled.ok) return this.#loadFailed(version, compiled.problems)
    if (this.#isDisposed) return this.#status
    const generation = new Generation(this.#pool.take(), { ...compiled, version })
    const booted = await this.#boot(generation)
    if (!booted.ok) return this.#loadFailed(version, booted.problems)
    if (this.#isDisposed) return this.#status
    this.#code = generation.code
    this.#endsInARow = 0
    this.#switchTo(generation)
    this.options.listener.handlers(booted.handlers)
    if (source.folder === null) return this.#setStatus({ state: 'none', reason: source.reason })
    return this.#setStatus({ state: 'live', reload: version, tookMs: clock.now() - startedAt })
  }

  async #compile(source: HandlerSource): Promise<CompiledHandlers> {
    if (source.folder === null) return { ok: true, modules: [], outputs: [] }
    try {
      return await this.options.compile(source.folder, source.files)
    } catch (error) {
      return { ok: false, problems: [{ message: messageOf(error), location: null }] }
    }
  }

  #loadFailed(reload: number, problems: readonly HandlerProblem[]): HandlerStatus {
    const previousLive = this.#code !== null && this.#code.modules.length > 0 && this.#isRunning()
    return this.#setStatus({ state: 'error', reload, problems, previousLive })
  }

  /** Serving, or about to again. */
  #isRunning(): boolean {
    return this.#current !== null || this.#endsInARow < this.options.limits.restartsBeforePause
  }

  #boot(generation: Generation): Promise<BootResult> {
    const { clock, limits, listener } = this.options
    return boot(generation, {
      clock,
      loadTimeoutMs: limits.loadTimeoutMs,
      request: () => {
        this.#replicas.add(generation)
        return this.options.loadRequest()
      },
      batch: (items) => {
        if (generation.state === 'ended') return
        try {
          listener.commands(generation, items)
        } catch (error) {
          // User code can reach the worker's port; what it posts there must not end the engine.
          this.#end(generation, `commands that can't be applied: ${messageOf(error)}`, 'broken commands')
        }
      },
      output: (stream, line) => listener.output(stream, line),
      exited: (end) => this.#exited(generation, generation.endedBy ?? end),
    })
  }

  #switchTo(generation: Generation): void {
    const { clock, limits, work } = this.options
    const former = this.#current
    this.#current = generation
    generation.serve()
    const receipts = new ReceiptWatch(
      generation.host,
      limits.receiptTimeoutMs,
      clock,
      () => work.queue.size > 0,
      () => void this.#endBlocked(generation),
    )
    this.#watches.set(generation, { servingSince: clock.now(), receipts, cancelDrain: () => undefined })
    work.switchTo(generation)
    if (former) this.#drain(former)
    this.#pool.prepare()
  }

  /** Older code finishes what it has received, for a limited time. */
  #drain(generation: Generation): void {
    const { clock, limits } = this.options
    const watch = this.#watches.get(generation)
    if (!watch) return
    const seconds = limits.drainTimeoutMs / 1000
    const reason = `not finished ${seconds} s after newer code was loaded`
    watch.cancelDrain = clock.after(limits.drainTimeoutMs, () => this.#end(generation, reason, 'drain'))
    this.#retireIfDone(generation)
  }

  #retireIfDone(generation: Generation): void {
    if (generation === this.#current || !this.options.work.isDone(generation)) return
    this.#forget(generation)
    generation.host.stop()
    this.options.clock.after(this.options.limits.stopGraceMs, () => void generation.host.terminate())
  }

  async #endBlocked(generation: Generation): Promise<void> {
    const reason = `blocked for ${this.options.limits.receiptTimeoutMs / 1000} s`
    const location = await generation.host.locate().catch(() => null)
    this.#terminate(generation, { reason, kind: 'blocked', stack: '', ...(location ? { location } : {}) })
  }

  #end(generation: Generation, reason: string, kind: string): void {
    this.#terminate(generation, { reason, kind, stack: '' })
  }

  /**
   * Ends its thread. One in the middle of a long built-in (`JSON.parse` of a hundred megabytes) ends only behind that: after
   * a while it is gone for everybody else.
   */
  #terminate(generation: Generation, end: HostEnd): void {
    const { clock, limits } = this.options
    generation.endedBy ??= end
    void generation.host.terminate()
    const by = generation.endedBy
    clock.after(limits.stopGraceMs, () => {
      if (this.#watches.has(generation)) this.#exited(generation, by)
    })
  }

  #forget(generation: Generation): void {
    generation.state = 'ended'
    this.#replicas.delete(generation)
    const watch = this.#watches.get(generation)
    watch?.receipts.dispose()
    watch?.cancelDrain()
    this.#watches.delete(generation)
  }

  #exited(generation: Generation, end: HostEnd): void {
    this.#pool.forget(generation.host)
    if (generation.code !== this.#code) this.options.listener.retired(generation.code)
    const watch = this.#watches.get(generation)
    this.#forget(generation)
    // It never served, or nothing was left to do for it.
    if (!watch || this.#isDisposed) return
    // Code that merely takes long has done nothing wrong.
    const isFault = end.kind !== 'drain'
    const blamed = isFault ? generation.host.running() : 0
    const isCurrent = generation === this.#current
    if (isCurrent) this.#current = null
    const location = this.options.listener.ended(end, blamed, isCurrent)
    this.options.work.takeBack(generation, { reason: end.reason, blamed, isFault })
    if (isCurrent) this.#restartOrPause(generation.code, end, location, watch.servingSince)
  }

  #restartOrPause(code: Code, end: HostEnd, location: SourceLocation | null, servingSince: number): void {
    const { clock, limits } = this.options
    const wasHealthy = clock.now() - servingSince >= limits.healthyAfterMs
    this.#endsInARow = wasHealthy ? 1 : this.#endsInARow + 1
    if (this.#endsInARow >= limits.restartsBeforePause) {
      const reason = `${end.kind} ${this.#endsInARow} times`
      this.#setStatus({ state: 'paused', reload: code.version, reason, location })
      return
    }
    this.#restarts += 1
    this.#setStatus({ state: 'restarted', reload: code.version, reason: end.reason, location })
    void this.#restart(code)
  }

  async #restart(code: Code): Promise<void> {
    const generation = new Generation(this.#pool.take(), code)
    const booted = await this.#boot(generation)
    if (this.#isDisposed) return
    if (this.#current || this.#code !== code) {
      // Newer code was loaded meanwhile.
      this.#forget(generation)
      void generation.host.terminate()
    } else if (booted.ok) {
      this.#switchTo(generation)
    } else {
      this.#endsInARow = this.options.limits.restartsBeforePause
      const [problem] = booted.problems
      const reason = `it did not load again: ${problem?.message ?? 'no reason given'}`
      this.#setStatus({ state: 'paused', reload: code.version, reason, location: problem?.location ?? null })
    }
  }

  #setStatus(status: HandlerStatus): HandlerStatus {
    this.#status = status
    if (!this.#isDisposed) this.options.listener.status(status)
    return status
  }
}
