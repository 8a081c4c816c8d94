import type { SourceLocation } from '../../../../shared/model/handlers'
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
  /** What is called until this is said again with null is called at a place that is known, or at one to be found. */
  callsFrom(place: SourceLocation | null): void
  /** A number for a request that main answers. */
  nextRequest(): number
}
