import { setImmediate } from 'node:timers'
import { Patience } from './patience'

/**
 * Keeps a thread's event loop turning while the other thread is about to send something, as far as that proves worth it
 * (`Patience`). The loop does its usual work meanwhile.
 */
export class Vigil {
  readonly #patience = new Patience()
  #until = 0
  #isAwake = false
  readonly #turn = (): void => this.#look()

  /** `lengthMs`: how long it is worth waiting, in milliseconds. */
  constructor(
    private readonly lengthMs: number,
    private readonly now: () => number = () => performance.now(),
    private readonly nextTurn: (task: () => void) => void = (task) => void setImmediate(task),
  ) {}

  /** Something is expected soon. */
  begin(): void {
    if (!this.#patience.takes()) return
    this.#until = this.now() + this.lengthMs
    if (this.#isAwake) return
    this.#isAwake = true
    this.nextTurn(this.#turn)
  }

  /** It has come. */
  end(): void {
    if (!this.#isAwake) return
    this.#until = 0
    this.#patience.rewarded()
  }

  #look(): void {
    if (this.now() < this.#until) {
      this.nextTurn(this.#turn)
      return
    }
    this.#isAwake = false
    if (this.#until !== 0) this.#patience.disappointed()
  }
}
