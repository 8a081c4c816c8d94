import { AppError } from '../../shared/errors'
import type { Json } from '../../shared/json'
import type { HandlerInfo, HandlerStatus } from '../../shared/model/handlers'
import type { ServerStatus } from '../../shared/model/server'
import type {
  Breakpoint,
  Fault,
  Pairing,
  PassthroughRule,
  ServerSettings,
} from '../../shared/model/workspace'
import type { EngineEvents } from '../engine/engine-events'
import { TypedEmitter } from '../engine/typed-emitter'
import type { EngineControl, HandlerSource } from './engine-control'

/** An engine that only remembers what it was told. */
export class FakeEngine implements EngineControl {
  readonly events = new TypedEmitter<EngineEvents>()
  /** `start 4400`, `stop`, `restart`, `configure`, `load handlers/a.ts`, `load not-trusted`, in the order of the calls. */
  readonly calls: string[] = []
  serverStatus: ServerStatus = { state: 'stopped' }
  handlers: readonly HandlerInfo[] = []
  state: Readonly<Record<string, Json>> = {}
  settings: ServerSettings | null = null
  takenPort = -1
  pairing: Pairing = {}
  readonly #codeRules = new Map<string, boolean>()
  #rules: readonly PassthroughRule[] = []
  #faults: readonly Fault[] = []
  #breakpoints: readonly Breakpoint[] = []
  readonly breakpointProblems = {}

  /** Names of the rules, faults and breakpoints that are on. */
  get on(): readonly string[] {
    return [...this.#rules, ...this.#faults, ...this.#breakpoints]
      .filter(({ enabled }) => enabled)
      .map(({ name }) => name)
  }

  get rules(): readonly PassthroughRule[] {
    return this.#rules
  }

  /** Calls since the last time that somebody asked. */
  newCalls(): readonly string[] {
    return this.calls.splice(0)
  }

  async start(settings: ServerSettings): Promise<void> {
    this.calls.push(`start ${settings.host}:${settings.port}`)
    this.settings = settings
    const { host, port } = settings
    if (port === this.takenPort) {
      this.#setServer({ state: 'failed', code: 'port-taken', message: `Port ${port} is in use` })
      throw new AppError('port-taken', `Port ${port} is in use`)
    }
    this.#setServer({ state: 'running', url: `ws://${host}:${port}`, host, port, loopback: true })
  }

  async stop(why: 'stop' | 'restart' = 'stop'): Promise<void> {
    this.calls.push(why)
    this.#setServer({ state: 'stopped' })
  }

  configure(settings: ServerSettings): void {
    this.calls.push('configure')
    this.settings = settings
  }

  async load(source: HandlerSource | null, reason?: 'no-files' | 'not-trusted'): Promise<HandlerStatus> {
    this.calls.push(source ? `load ${source.files.join(' ')}` : `load ${reason}`)
    return { state: 'live', reload: 1, tookMs: 1 }
  }

  setRules(rules: readonly PassthroughRule[]): void {
    this.#rules = rules
  }

  setFaults(faults: readonly Fault[]): void {
    this.#faults = faults
  }

  setPairing(pairing: Pairing): void {
    this.pairing = pairing
  }

  setBreakpoints(breakpoints: readonly Breakpoint[]): void {
    this.#breakpoints = breakpoints
  }

  switchCodeRule(name: string, enabled: boolean): void {
    this.#codeRules.set(name, enabled)
    this.events.emit('rules', undefined)
  }

  codeRuleEnabled(name: string): boolean {
    return this.#codeRules.get(name) ?? true
  }

  setState(key: string, value: Json | undefined): void {
    const { [key]: _former, ...others } = this.state
    this.state = value === undefined ? others : { ...others, [key]: value }
  }

  /** As a load does that found a rule declared in code. */
  declareRule(name: string): void {
    const passthrough = { upstream: 'ws://127.0.0.1:1', pattern: 'any' }
    this.handlers = [{ name, file: 'handlers/a.ts', path: '/code', actions: [], passthrough }]
    this.events.emit('handlers', this.handlers)
  }

  #setServer(status: ServerStatus): void {
    this.serverStatus = status
    this.events.emit('server', status)
  }
}
