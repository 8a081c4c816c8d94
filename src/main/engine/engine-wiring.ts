import type { ConnectionSummary } from '../../shared/model/connection'
import type { HandlerInfo } from '../../shared/model/handlers'
import type { EngineStats } from '../../shared/model/server'
import type { StatisticsHistory } from '../../shared/model/statistics'
import type { PassthroughRule, ServerSettings } from '../../shared/model/workspace'
import { CaptureLog } from './capture/capture-log'
import { ClientActions } from './client-actions'
import { ClientEvents } from './client-events'
import { systemClock, TurnClock } from './clock'
import { ConnectionChanges } from './connection-changes'
import { ConsoleFeed } from './console-feed'
import { Delivery } from './delivery'
import type { EngineEvents } from './engine-events'
import type { EngineOptions } from './engine-options'
import type { EngineParts } from './engine-parts'
import { noteStall } from './fault-notes'
import { FaultTable } from './faults/fault-table'
import { CommandApplier } from './handlers/command-applier'
import { compileHandlers } from './handlers/compile-handlers'
import { CompiledModules } from './handlers/compiled-modules'
import { type DispatchListener, DispatchQueue } from './handlers/dispatch-queue'
import { HandlerWork } from './handlers/handler-work'
import type { DispatchTarget } from './handlers/lane'
import { PendingActions } from './handlers/pending-actions'
import { PendingUpgrades } from './handlers/pending-upgrades'
import { defaultSupervisionLimits } from './handlers/supervision-limits'
import { Supervisor, type SupervisorListener } from './handlers/supervisor'
import { WorkerHandlerHost } from './handlers/worker-handler-host'
import { HoldDesk } from './holds/hold-desk'
import { LossReport } from './loss-report'
import { UpstreamLinks } from './passthrough/upstream-links'
import { RoomManager } from './rooms/room-manager'
import type { Connection } from './server/connection'
import { MockServer } from './server/mock-server'
import type { ServerEvents } from './server/server-events'
import { SharedState } from './shared-state'
import { StatsMeter } from './stats/stats-meter'
import { TypedEmitter } from './typed-emitter'
import { UpstreamTraffic } from './upstream-traffic'

/** What is served, as handshakes and summaries need it. */
interface Served {
  unmatchedPath: ServerSettings['unmatchedPath']
  handlers: readonly HandlerInfo[]
  rules: readonly PassthroughRule[]
}

/** Builds the engine's parts and ties their events together; `Engine` is the face of it. */
export class EngineWiring {
  readonly events = new TypedEmitter<EngineEvents>()
  readonly faults = new FaultTable()
  readonly served: Served = { unmatchedPath: 'reject', handlers: [], rules: [] }
  /** Switches of rules that are declared in code, where the user turned one. */
  readonly codeRules = new Map<string, boolean>()
  readonly parts: EngineParts
  readonly shared: SharedState
  readonly actions: ClientActions
  readonly server: MockServer
  readonly supervisor: Supervisor<Connection>
  readonly #clock = new TurnClock(systemClock)
  readonly #clients: ClientEvents
  readonly #delivery: Delivery
  readonly #losses: LossReport
  readonly #applier: CommandApplier
  readonly #compiled: CompiledModules
  readonly #toldOfBackpressure = new WeakSet<Connection>()
  #lastInternalEntry = 0

  constructor(private readonly options: EngineOptions) {
    this.#compiled = new CompiledModules(options.compiledFolder)
    const limits = { ...defaultSupervisionLimits, ...options.supervision }
    // The parts name each other: these closures are called only once all of them are there.
    this.server = new MockServer(this.#serverEvents(), this.faults, {
      certificateFolder: options.certificateFolder ?? null,
    })
    const work = this.#makeWork(limits.upgradeTimeoutMs)
    this.parts = this.#makeParts(work)
    this.#delivery = new Delivery(this.parts)
    this.shared = new SharedState(this.parts)
    this.actions = new ClientActions(this.parts, this.#delivery, this.shared, () => this.#clients)
    this.#applier = new CommandApplier(this.parts, this.#delivery, this.shared)
    this.#losses = new LossReport(this.parts, (name) => this.#fileOf(name))
    this.#clients = new ClientEvents({
      parts: this.parts,
      delivery: this.#delivery,
      served: () => this.served,
      onRefused: (refused) => this.events.emit('refused', refused),
      onLimited: (act) => this.events.emit('limit', act),
    })
    this.supervisor = new Supervisor({
      startHost: () => new WorkerHandlerHost(options.handlerWorker, limits.heapLimitMb),
      compile: (folder, files) => compileHandlers(folder, files, this.#compiled),
      loadRequest: () => ({
        rules: this.served.rules,
        codeRuleSwitches: Object.fromEntries(this.codeRules),
        state: Object.fromEntries(this.parts.state),
        hotReload: options.hotReload,
      }),
      work,
      limits,
      clock: systemClock,
      listener: this.#listenToHandlers(),
    })
    this.faults.onStalled((stall) => noteStall(this.parts.capture, stall))
  }

  summarize(connection: Connection): ConnectionSummary {
    return connection.summary(this.#clients.roomsOf(connection))
  }

  setRules(rules: readonly PassthroughRule[]): void {
    this.parts.upstreams.rulesChanged()
    const next = new Map(rules.map((rule) => [linkOf(rule), rule.enabled]))
    for (const rule of this.served.rules) {
      const enabled = next.get(linkOf(rule))
      if (enabled === undefined) this.parts.links.closeRule(rule.name)
      else if (!enabled) this.#closeRuleThatIsOff(rule.name)
    }
    this.served.rules = rules
    this.supervisor.replicate(null, (sink) => sink.rules(rules))
  }

  switchCodeRule(name: string, enabled: boolean): void {
    this.codeRules.set(name, enabled)
    this.parts.upstreams.rulesChanged()
    if (!enabled) this.#closeRuleThatIsOff(name)
    this.supervisor.replicate(null, (sink) => sink.ruleSwitched(name, enabled))
    this.events.emit('rules', undefined)
  }

  /** A rule's own switch; null where there is no such rule. */
  ruleEnabled(name: string): boolean | null {
    const rule = this.served.rules.find((one) => one.name === name)
    if (rule) return rule.enabled
    const isInCode = this.served.handlers.some((one) => one.name === name && one.passthrough !== null)
    return isInCode ? (this.codeRules.get(name) ?? true) : null
  }

  /** Ends its links, but for those of connections for which the user has switched it on. */
  #closeRuleThatIsOff(rule: string): void {
    this.parts.links.closeRule(rule, (connection) => connection.passthrough.get(rule) !== true)
  }

  stats(): EngineStats {
    return this.parts.meter.snapshot(this.server.connections.size, this.parts.rooms.size)
  }

  history(pathId: number | null, seconds: number, until: number | null): StatisticsHistory {
    return this.parts.meter.history(pathId, seconds, until)
  }

  async dispose(): Promise<void> {
    this.parts.meter.dispose()
    await this.supervisor.dispose()
    this.parts.work.upgrades.dispose()
    this.parts.work.actions.dispose()
    this.parts.holds.dispose()
    this.parts.links.dispose()
    this.parts.changes.dispose()
    await this.parts.capture.dispose()
    this.events.clear()
  }

  #serverEvents(): ServerEvents {
    return {
      upgrade: (info) => this.#clients.upgrade(info),
      opened: (connection) => this.#clients.opened(connection),
      refused: (info, refusal) => this.#clients.refused(info, refusal),
      message: (connection, type, payload) => this.#clients.message(connection, type, payload),
      sent: (connection, bytes) => this.#clients.sent(connection, bytes),
      closing: (connection) => this.#clients.closing(connection),
      closed: (connection, close) => this.#clients.closed(connection, close),
      drained: () => this.#clients.drained(),
      changed: (connection) => this.#clients.changed(connection),
      limited: (connection, limit, text) => this.#clients.limited(connection, limit, text),
    }
  }

  #makeWork(upgradeTimeoutMs: number): HandlerWork<Connection> {
    const released = (target: DispatchTarget): void => this.supervisor.released(target)
    const nextEntry = (): number => {
      this.#lastInternalEntry -= 1
      return this.#lastInternalEntry
    }
    const listener: DispatchListener<Connection> = {
      describe: (connection) => ({
        ...connection.info,
        connection: connection.number,
        subprotocol: connection.subprotocol,
        openedAt: connection.openedAt,
        rooms: this.#clients.roomsOf(connection),
        metadata: Object.fromEntries(connection.metadata),
        passthrough: Object.fromEntries(connection.passthrough),
        pathId: connection.figures?.id ?? 0,
      }),
      lost: (connection, event, loss, end) => this.#losses.lost(connection, event, loss, end),
      gone: (number, close, target) =>
        this.supervisor.replicate(target, (sink) => sink.closed(0, number, close)),
      released,
      backpressure: (connection, paused) => this.#onBackpressure(connection, paused),
      answered: ({ figures }, latencyMs) => this.parts.meter.answered(latencyMs, figures),
    }
    return new HandlerWork(
      new DispatchQueue(listener, this.#clock, nextEntry),
      new PendingUpgrades(systemClock, upgradeTimeoutMs, released),
      new PendingActions(nextEntry, released),
    )
  }

  #makeParts(work: HandlerWork<Connection>): EngineParts {
    const meter = new StatsMeter()
    const console = new ConsoleFeed((line) => this.events.emit('console', line))
    const { captureWorker, historyFolder } = this.options
    const capture = new CaptureLog({
      worker: captureWorker,
      ...(historyFolder === undefined ? {} : { history: { folder: historyFolder } }),
      members: () => this.parts.rooms.memberships(),
      notice: (text) => console.add('warn', text),
      clock: this.#clock,
    })
    meter.start({
      connections: this.server.connections,
      eachWaiting: (visit) => work.queue.eachWaiting(visit),
      captureBytes: () => capture.backlogBytes,
    })
    const upstreams = new UpstreamTraffic(
      () => this.parts,
      () => this.#delivery,
    )
    return {
      connections: this.server.connections,
      rooms: new RoomManager((room, connection, change) => {
        capture.membership(room, connection, change === 'join')
        this.events.emit('room', room)
      }),
      links: new UpstreamLinks(upstreams),
      upstreams,
      capture,
      meter,
      work,
      state: new Map(),
      console,
      holds: new HoldDesk({
        worker: this.options.breakpointWorker,
        capture,
        console,
        clock: systemClock,
        onChanged: () => this.events.emit('held', undefined),
      }),
      changes: new ConnectionChanges((id) => this.events.emit('connection', id)),
      replicate: (except, write) => this.supervisor.replicate(except, write),
      onStateChanged: () => this.events.emit('state', undefined),
    }
  }

  #listenToHandlers(): SupervisorListener {
    const { console, meter } = this.parts
    return {
      status: (status) => this.events.emit('handlerStatus', status),
      handlers: (handlers) => {
        this.served.handlers = handlers
        this.parts.upstreams.rulesChanged()
        meter.reloaded()
        this.events.emit('handlers', handlers)
      },
      commands: (from, items) => this.#applier.apply(from, items),
      retired: ({ outputs }) => {
        // What can't be removed now goes with the others when the engine is disposed.
        this.#compiled.release(outputs).catch(() => undefined)
      },
      output: (stream, line) => console.add(stream === 'stderr' ? 'error' : 'info', line),
      ended: (end, blamed, isReplaced) => {
        if (isReplaced) meter.restarted()
        return this.#losses.ended(end, blamed)
      },
    }
  }

  #fileOf(name: string): string | null {
    return this.served.handlers.find((handler) => handler.name === name)?.file ?? null
  }

  #onBackpressure(connection: Connection, paused: boolean): void {
    if (paused && !this.#toldOfBackpressure.has(connection)) {
      this.#toldOfBackpressure.add(connection)
      const text = 'sends faster than its handlers finish: reading from it waits for them'
      this.#clients.limited(connection, 'slow-handlers', text)
    }
    this.events.emit('backpressure', { connection: connection.id, paused })
  }
}

/** What a rule's links depend on: links of a rule that differs in it, or is off, are ended. */
function linkOf(rule: PassthroughRule): string {
  const { name, path, upstream, onUpstreamClose, forwardHeaders, verifyTls } = rule
  return JSON.stringify([name, path, upstream, onUpstreamClose, forwardHeaders, verifyTls])
}
