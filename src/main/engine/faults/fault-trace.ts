import type { FaultAct } from '../../../shared/model/fault-act'

/** What faults did to one message to a client: known in part when it is sent, in part only when its turn has come. */
export class FaultTrace {
  #acts: readonly FaultAct[]
  #changed: (() => void) | null = null

  constructor(acts: readonly FaultAct[]) {
    this.#acts = acts
  }

  get acts(): readonly FaultAct[] {
    return this.#acts
  }

  add(act: FaultAct): void {
    this.#acts = [...this.#acts, act]
    this.#changed?.()
  }

  /** Puts `act` in the place of what was said of the same action before. */
  replace(action: FaultAct['action'], act: FaultAct): void {
    this.#acts = this.#acts.map((one) => (one.action === action ? act : one))
    this.#changed?.()
  }

  /** Tells `listener` of what becomes known from now on. */
  onChanged(listener: () => void): void {
    this.#changed = listener
  }
}
