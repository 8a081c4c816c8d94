import type { HandlerCommands } from '../protocol'
import type { PassthroughRules } from './passthrough-rules'
import type { Replicas } from './replicas'

/** What contexts and the server object act through. */
export interface ContextHost {
  /** Takes commands for main; ask for it each time. */
  readonly commands: HandlerCommands
  readonly replicas: Replicas
  readonly rules: PassthroughRules
  /** A number for a request that main answers. */
  nextRequest(): number
}
