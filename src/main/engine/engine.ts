import { rm } from 'node:fs/promises'
import { closeCodes } from '../../shared/close-frame'
import { AppError } from '../../shared/errors'
import type { Json } from '../../shared/json'
import type { ConnectionId, ConnectionSummary, RoomMove, RoomSummary } from '../../shared/model/connection'
import type { HandlerInfo, HandlerStatus } from '../../shared/model/handlers'
import type { HeldBody, HeldMessages } from '../../shared/model/hold'
import type { DataType, OutgoingMessage, Payload } from '../../shared/model/message'
import type { ComposedDirection, MessageTarget } from '../../shared/model/saved-message'
import type { EngineStats, ServerStatus } from '../../shared/model/server'
import type { StatisticsHistory } from '../../shared/model/statistics'
import type {
  Breakpoint,
  Fault,
  Holding,
  Pairing,
  PassthroughRule,
  ServerSettings,
} from '../../shared/model/workspace'
import type { CaptureLog } from './capture/capture-log'
import type { EngineEvents } from './engine-events'
import type { EngineOptions } from './engine-options'
import { EngineWiring } from './engine-wiring'
import type { TypedEmitter } from './typed-emitter'

export type { EngineEvents } from './engine-events'
export type { EngineOptions } from './engine-options'

/** Whether clients find a server again in a moment. */
export type StopReason = 'stop' | 'restart'

interface Farewell {
  readonly code: number
  readonly reason: string
}

/** What clients are told. */
const farewells: Readonly<Record<StopReason, Farewell>> = {
  stop: { code: closeCodes.goingAway, reason: 'the server is stopping' },
  restart: { code: closeCodes.serviceRestart, reason: 'the server is restarting' },
}

/** How long handlers may take over `onDisconnect` when the server stops. */
const farewellMs = 1000

/**
 * A WebSocket server with programmable handlers; runs headless. Calls that name a connection which is not
 * open throw `AppError` 'connection-closed'.
 */
export class Engine {
  readonly #wiring: EngineWiring
  #serverStatus: ServerStatus = { state: 'stopped' }
  #starting: Promise<unknown> | null = null
  #stopping: Promise<void> | null = null

  constructor(private readonly options: EngineOptions) {
    this.#wiring = new EngineWiring(options)
  }

  get events(): TypedEmitter<EngineEvents> {
    return this.#wiring.events
  }

  get capture(): CaptureLog {
    return this.#wiring.parts.capture
  }

  get serverStatus(): ServerStatus {
    return this.#serverStatus
  }

  get handlerStatus(): HandlerStatus {
    return this.#wiring.supervisor.status
  }

  get handlers(): readonly HandlerInfo[] {
    return this.#wiring.served.handlers
  }

  get state(): Readonly<Record<string, Json>> {
    return Object.fromEntries(this.#wiring.parts.state)
  }

  /** Starts listening. Throws `AppError` 'port-taken' or 'address-unavailable'; the status then says why. */
  async start(settings: ServerSettings): Promise<void> {
    if (this.#wiring.server.address || this.#serverStatus.state === 'starting') {
      throw new AppError('bad-request', 'The server is running already. Stop it first.')
    }
    this.#wiring.served.unmatchedPath = settings.unmatchedPath
    this.#setServerStatus({ state: 'starting' })
    const listening = this.#wiring.server.start(settings)
    this.#starting = listening
    try {
      const { url, host, port, loopback } = await listening
      this.#setServerStatus({ state: 'running', url, host, port, loopback })
    } catch (error) {
      this.#setServerStatus(failedStatus(error, settings.port))
      throw error
    }
  }

  /**
   * Stops listening and closes every client: with 1001, or with 1012 where it is for a `restart`, so that clients
   * come back. `onDisconnect` may take a second.
   */
  async stop(why: StopReason = 'stop'): Promise<void> {
    // Whoever was given their second for `onDisconnect` does not get another one when all is disposed of.
    if (this.#serverStatus.state === 'stopped') return
    this.#stopping ??= this.#stop(farewells[why]).finally(() => {
      this.#stopping = null
    })
    await this.#stopping
  }

  async #stop({ code, reason }: Farewell): Promise<void> {
    // A server that does not listen yet (it may be making a certificate) could not be stopped; if it fails, it is.
    await this.#starting?.catch(() => undefined)
    this.#wiring.parts.holds.letAllGo()
    await this.#wiring.server.stop(code, reason)
    await this.#wiring.parts.work.queue.emptied(farewellMs)
    // It may have been started again meanwhile.
    if (this.#serverStatus.state !== 'starting' && !this.#wiring.server.address) {
      this.#setServerStatus({ state: 'stopped' })
    }
  }

  /** Takes over settings while running: all but host, port and TLS, which need a restart. */
  configure(settings: ServerSettings): void {
    this.#wiring.served.unmatchedPath = settings.unmatchedPath
    this.#wiring.server.configure(settings)
  }

  /** Stops everything; no thread, socket or file is left. */
  async dispose(): Promise<void> {
    await this.stop()
    // Once more, for a start that came while that one waited.
    await this.stop()
    await this.#wiring.dispose()
    await rm(this.options.compiledFolder, { recursive: true, force: true })
  }

  /**
   * Compiles handler files (`handlers/chat.ts`, relative to `folder`) and hands over to them; the former
   * ones stay live if that fails. Null: no handlers. Resolves with the status. A newer call supersedes one
   * that waits.
   */
  load(
    source: { readonly folder: string; readonly files: readonly string[] } | null,
    reason: 'no-files' | 'not-trusted' = 'no-files',
  ): Promise<HandlerStatus> {
    const hasFiles = source !== null && source.files.length > 0
    return this.#wiring.supervisor.load(hasFiles ? source : { folder: null, reason })
  }

  /** Replaces the workspace's passthrough rules; `enabled` as it stands. */
  setRules(rules: readonly PassthroughRule[]): void {
    this.#wiring.setRules(rules)
  }

  /** Turns a rule that is declared in code. */
  switchCodeRule(name: string, enabled: boolean): void {
    this.#wiring.switchCodeRule(name, enabled)
  }

  /** Whether a rule that is declared in code is on; it is until it is turned off. */
  codeRuleEnabled(name: string): boolean {
    return this.#wiring.codeRules.get(name) ?? true
  }

  /** Replaces the faults; `enabled` as it stands. */
  setFaults(faults: readonly Fault[]): void {
    this.#wiring.faults.setFaults(faults)
  }

  /** Replaces the breakpoints, `enabled` as it stands; those that are off or changed let go what they hold. */
  setBreakpoints(breakpoints: readonly Breakpoint[], holding: Holding): void {
    const used = this.options.holdsMessages === false ? [] : breakpoints
    this.#wiring.parts.holds.configure(used, holding)
  }

  /** How the traffic log pairs replies with their requests. */
  setPairing(pairing: Pairing): void {
    // A log that does not run tells so where somebody asks it for entries.
    this.capture.setPairing(pairing).catch(() => undefined)
  }

  /** What is wrong with breakpoints that are on but not used, by name. */
  get breakpointProblems(): Readonly<Record<string, string>> {
    return this.#wiring.parts.holds.problems
  }

  get held(): HeldMessages {
    return this.#wiring.parts.holds.messages
  }

  /** The body of a held message. This and the next two throw `AppError` 'not-found' for one that is not held. */
  heldBody(id: number): HeldBody {
    return this.#wiring.parts.holds.body(id)
  }

  /** Lets a held message go on, `edited` in its place unless that is null. */
  releaseHeld(id: number, edited: { readonly type: DataType; readonly payload: Payload } | null): void {
    this.#wiring.parts.holds.release(id, edited)
  }

  /** Takes a held message out. */
  dropHeld(id: number): void {
    this.#wiring.parts.holds.drop(id)
  }

  releaseAllHeld(): void {
    this.#wiring.parts.holds.releaseAll()
  }

  /** The open connections, the oldest first. */
  connections(): readonly ConnectionSummary[] {
    return Array.from(this.#wiring.server.connections, (connection) => this.#wiring.summarize(connection))
  }

  /** An open connection. */
  connection(id: ConnectionId): ConnectionSummary | undefined {
    const connection = this.#wiring.server.connections.byId(id)
    return connection && this.#wiring.summarize(connection)
  }

  rooms(): readonly RoomSummary[] {
    return Array.from(this.#wiring.parts.rooms.rooms(), (name) => this.room(name))
  }

  /** Without members if there is no such room. */
  room(name: string): RoomSummary {
    return { name, members: Array.from(this.#wiring.parts.rooms.members(name), (number) => `c${number}`) }
  }

  /** `how`: what the message's *Why* says that the user did. */
  send(id: ConnectionId, message: OutgoingMessage, how = 'sent it from the window'): void {
    this.#wiring.actions.send(id, message, how)
  }

  /** Resolves when this client's send buffer is below the high-water mark, or the connection has ended. */
  drained(id: ConnectionId): Promise<void> {
    return this.#wiring.actions.drained(id)
  }

  close(id: ConnectionId, code: number, reason: string): void {
    this.#wiring.actions.close(id, code, reason)
  }

  /** Ends the socket without a close frame. */
  drop(id: ConnectionId): void {
    this.#wiring.actions.drop(id)
  }

  /** Stops or goes on reading from the client. */
  setPaused(id: ConnectionId, isPaused: boolean): void {
    this.#wiring.actions.setPaused(id, isPaused)
  }

  join(id: ConnectionId, room: string): void {
    this.#wiring.actions.join(id, room)
  }

  leave(id: ConnectionId, room: string): void {
    this.#wiring.actions.leave(id, room)
  }

  /** `undefined` deletes. */
  setMetadata(id: ConnectionId, key: string, value: Json | undefined): void {
    this.#wiring.actions.setMetadata(id, key, value)
  }

  /**
   * Switches a passthrough rule for this connection alone, from its next message on; null: the rule's own switch
   * counts again. Throws `AppError` 'not-found' where there is no such rule.
   */
  setPassthrough(id: ConnectionId, rule: string, enabled: boolean | null): void {
    const own = this.#wiring.ruleEnabled(rule)
    if (own === null) throw new AppError('not-found', `There is no passthrough rule “${rule}” any more.`)
    this.#wiring.actions.switchRule(id, rule, enabled ?? undefined, own)
  }

  /**
   * Switches a fault for this connection alone, from the next message to it on; null: the fault's own switch counts
   * again. Throws `AppError` 'not-found' where there is no such fault.
   */
  setFault(id: ConnectionId, fault: string, enabled: boolean | null): void {
    if (!this.#wiring.faults.has(fault)) {
      throw new AppError('not-found', `There is no fault “${fault}” any more.`)
    }
    this.#wiring.actions.switchFault(id, fault, enabled ?? undefined)
  }

  /**
   * Sends to all that the target means, or hands the message to their handlers as if they had sent it; `make` is
   * asked for each of them before anything is sent. Returns to how many; throws `AppError` where that is nobody.
   */
  sendTo(
    target: MessageTarget,
    direction: ComposedDirection,
    make: (connection: ConnectionId) => OutgoingMessage,
  ): number {
    return this.#wiring.actions.sendTo(target, direction, make)
  }

  /** Throws `AppError` 'not-found' for a room without members. */
  broadcast(room: string, message: OutgoingMessage): void {
    this.#wiring.actions.broadcast(room, message)
  }

  /**
   * Takes those of the connections that are in `from` out of it and puts them into `to`; null: in no room, into
   * none. Whoever is gone, or not in `from`, is left out.
   */
  move(ids: readonly ConnectionId[], from: string | null, to: string | null): RoomMove {
    return this.#wiring.actions.move(ids, from, to)
  }

  /** Closes every member with 1000. */
  closeRoom(room: string): void {
    this.#wiring.actions.closeRoom(room)
  }

  /**
   * Runs an action that a handler declares; resolves when it is done. Rejects with an `AppError` when there
   * is no such action, when it throws, or when its worker ends.
   */
  async runAction(handler: string, action: string, input?: Json): Promise<void> {
    const declared = this.handlers.find(({ name }) => name === handler)
    if (!declared?.actions.includes(action)) {
      const known = declared ? `It has: ${declared.actions.join(', ') || 'none'}.` : 'It is not loaded.'
      throw new AppError('not-found', `${handler} has no action “${action}”. ${known}`)
    }
    await this.#wiring.parts.work.actions.run(handler, action, input)
  }

  /** `undefined` deletes. */
  setState(key: string, value: Json | undefined): void {
    this.#wiring.shared.setState(key, value, null)
  }

  stats(): EngineStats {
    return this.#wiring.stats()
  }

  /** How the figures of a path went, by its id in an earlier answer; see `StatsMeter.history`. */
  history(pathId: number | null, seconds: number, until: number | null = null): StatisticsHistory {
    return this.#wiring.history(pathId, seconds, until)
  }

  #setServerStatus(status: ServerStatus): void {
    if (status.state === this.#serverStatus.state && status.state === 'stopped') return
    this.#serverStatus = status
    this.events.emit('server', status)
  }
}

/** The toolbar has room for the cause; the way out is beside it in the window, and in the error that is thrown. */
function failedStatus(error: unknown, port: number): ServerStatus {
  if (!(error instanceof AppError)) return { state: 'stopped' }
  const { code, message } = error
  if (code === 'port-taken') return { state: 'failed', code, message: `Port ${port} is in use` }
  if (code === 'address-unavailable') return { state: 'failed', code, message }
  return { state: 'stopped' }
}
