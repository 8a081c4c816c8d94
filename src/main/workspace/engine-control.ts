import type { Json } from '../../shared/json'
import type { HandlerInfo, HandlerStatus } from '../../shared/model/handlers'
import type { ServerStatus } from '../../shared/model/server'
import type {
  Breakpoint,
  Fault,
  Holding,
  Pairing,
  PassthroughRule,
  ServerSettings,
} from '../../shared/model/workspace'
import type { StopReason } from '../engine/engine'
import type { EngineEvents } from '../engine/engine-events'
import type { TypedEmitter } from '../engine/typed-emitter'

/** What a workspace needs of the engine that it is played on. */
export interface EngineControl {
  readonly events: TypedEmitter<EngineEvents>
  readonly serverStatus: ServerStatus
  readonly handlers: readonly HandlerInfo[]
  readonly state: Readonly<Record<string, Json>>
  start(settings: ServerSettings): Promise<void>
  stop(why?: StopReason): Promise<void>
  configure(settings: ServerSettings): void
  load(source: HandlerSource | null, reason?: 'no-files' | 'not-trusted'): Promise<HandlerStatus>
  setRules(rules: readonly PassthroughRule[]): void
  setFaults(faults: readonly Fault[]): void
  setBreakpoints(breakpoints: readonly Breakpoint[], holding: Holding): void
  setPairing(pairing: Pairing): void
  /** What is wrong with breakpoints that are on but not used, by name. */
  readonly breakpointProblems: Readonly<Record<string, string>>
  switchCodeRule(name: string, enabled: boolean): void
  codeRuleEnabled(name: string): boolean
  setState(key: string, value: Json | undefined): void
}

/** Handler files to compile, relative to the workspace's folder. */
export interface HandlerSource {
  readonly folder: string
  readonly files: readonly string[]
}
