import type { HandlerCommands } from '../protocol'
import type { PassthroughRules } from './passthrough-rules'
import type { Replicas } from './replicas'

/** What contexts and the server object act through. */
export interface ContextHost {
  /** Takes commands for main; ask for it each time. */
  readonly commands: HandlerCommands
  readonly replicas: Replicas
  readonly rules: PassthroughRules
  /** Notes where in the workspace's code the next command is called from, where that costs next to nothing. */
  notePlace(): void
  /** A number for a request that main answers. */
  nextRequest(): number
}
