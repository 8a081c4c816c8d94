import type { HandlerInfo } from '../../../../shared/model/handlers'
import { readEvents } from '../event-batch'
import type { BatchItem, FromWorker, LoadRequest, ToWorker } from '../protocol'
import { runtimeKey } from '../understudy-binding'
import { CallPlaces } from './call-places'
import type { ContextHost } from './context-host'
import { EventHandler } from './event-handler'
import { HandlerRegistry } from './handler-registry'
import { describeHandlesPath } from './handles-path'
import { HandlingTimes } from './handling-times'
import { hasCallbacks, type LoadedHandler, loadHandlers } from './load-handlers'
import { Outbox } from './outbox'
import { PassthroughHandler } from './passthrough'
import { PassthroughRules } from './passthrough-rules'
import { Replicas } from './replicas'
import { RunningMark } from './running-mark'
import { understudyModule } from './understudy-module'

/** What the worker's thread offers. */
export interface WorkerThread {
  post(message: FromWorker): void
  /** Runs a function when the event loop's turn is over. */
  later(task: () => void): void
  /** Runs a function after a while, if the thread is still there. */
  after(ms: number, task: () => void): void
  importModule(url: string): Promise<unknown>
  /** The slots of `livenessSlots`. */
  readonly liveness: Int32Array
  /** Keeps a value for the modules that are imported, under `Symbol.for(key)`. */
  provide(key: string, value: unknown): void
  exit(): void
}

/** The life of one handler worker: loads code once, then handles batches of events until it is stopped. */
export class WorkerSession {
  readonly outbox: Outbox
  readonly mark: RunningMark
  #events: EventHandler | null = null
  /** Batches that came before the code was loaded. */
  readonly #early: (readonly BatchItem[])[] = []
  readonly #times: HandlingTimes
  #isStopping = false

  constructor(private readonly thread: WorkerThread) {
    this.outbox = new Outbox(
      (items) => thread.post({ type: 'batch', items }),
      (flush) => thread.later(flush),
    )
    this.mark = new RunningMark(thread.liveness)
    this.#times = new HandlingTimes(
      (pathId, pairs) => this.outbox.commands.took(pathId, pairs),
      (ms, task) => thread.after(ms, task),
    )
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'load':
        void this.#load(message)
        break
      case 'batch':
        // The receipt comes first: it says that this thread is alive, whatever the batch leads to.
        this.mark.received(message.seq)
        this.#handle(message.items)
        break
      case 'stop':
        this.#isStopping = true
        this.#exitIfDone()
        break
      default:
        message satisfies never
    }
  }

  async #load(request: LoadRequest): Promise<void> {
    const host = this.#createHost()
    for (const [key, value] of Object.entries(request.state)) host.replicas.setState(key, value)
    for (const problem of host.rules.setWorkspaceRules(request.rules))
      this.outbox.log(0, 'error', problem, null)
    this.thread.provide(runtimeKey, understudyModule(host, request.hotReload))
    // What the code does while it loads must have no effect if it does not load after all.
    this.outbox.hold()
    const result = await loadHandlers(request.modules, (url) => this.thread.importModule(url))
    if (!result.ok) {
      this.thread.post({ type: 'load-failed', problems: result.problems })
      return
    }
    const { handlers } = result
    host.rules.setCodeRules(handlers.flatMap(passthroughOf), request.codeRuleSwitches)
    const registry = new HandlerRegistry(request.hotReload)
    for (const { handler, name } of handlers) if (hasCallbacks(handler)) registry.register(handler, name)
    this.thread.post({ type: 'loaded', handlers: handlers.map(handlerInfo) })
    this.outbox.release()
    this.#events = new EventHandler(host, registry, this.mark, this.#times, () => this.#exitIfDone())
    for (const items of this.#early.splice(0)) this.#handle(items)
  }

  #createHost(): ContextHost {
    const { outbox } = this
    let requests = 0
    const places = new CallPlaces((place) => outbox.commands.calledAt(place))
    return {
      get commands() {
        return outbox.commands
      },
      replicas: new Replicas(),
      rules: new PassthroughRules(),
      notePlace: () => places.note(),
      callsFrom: (place) => places.callsFrom(place),
      nextRequest: () => ++requests,
    }
  }

  #handle(items: readonly BatchItem[]): void {
    const events = this.#events
    if (!events) this.#early.push(items)
    else
      this.outbox.collect(
        () => readEvents(items, events),
        () => events.isIdle,
      )
  }

  #exitIfDone(): void {
    if (!this.#isStopping || this.#events?.isIdle === false) return
    // After the turn, so that the last commands are posted.
    this.thread.later(() => {
      if (this.#events?.isIdle !== false) this.thread.exit()
    })
  }
}

function passthroughOf(
  loaded: LoadedHandler,
): readonly { readonly name: string; readonly handler: PassthroughHandler }[] {
  const { name, handler } = loaded
  return handler instanceof PassthroughHandler ? [{ name, handler }] : []
}

function handlerInfo({ name, file, handler }: LoadedHandler): HandlerInfo {
  return {
    name,
    file,
    path: describeHandlesPath(handler.handlesPath),
    actions: Object.keys(handler.actions ?? {}),
    passthrough:
      handler instanceof PassthroughHandler
        ? { upstream: handler.upstreamUrl, pattern: String(handler.config.pattern) }
        : null,
  }
}
