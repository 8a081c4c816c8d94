import { setImmediate } from 'node:timers'

/** Longest run of occasions that are passed over because staying awake was no use. */
const longestRest = 64

/**
 * Keeps a thread's event loop turning while the other thread is about to send something: waking a sleeping
 * thread costs several times what a lone message costs. The loop does its usual work meanwhile. Where nothing
 * comes in time, fewer and fewer occasions are taken, so that slow handlers and slow clients burn no
 * processor time.
 */
export class Vigil {
  #until = 0
  #isAwake = false
  /** Occasions to pass over. */
  #rest = 0
  #nextRest = 1
  readonly #turn = (): void => this.#look()

  /** `lengthMs`: how long it is worth waiting, in milliseconds. */
  constructor(
    private readonly lengthMs: number,
    private readonly now: () => number = () => performance.now(),
    private readonly nextTurn: (task: () => void) => void = (task) => void setImmediate(task),
  ) {}

  /** Something is expected soon. */
  begin(): void {
    if (this.#rest > 0) {
      this.#rest -= 1
      return
    }
    this.#until = this.now() + this.lengthMs
    if (this.#isAwake) return
    this.#isAwake = true
    this.nextTurn(this.#turn)
  }

  /** It has come. */
  end(): void {
    if (!this.#isAwake) return
    this.#until = 0
    this.#nextRest = 1
  }

  #look(): void {
    if (this.now() < this.#until) {
      this.nextTurn(this.#turn)
      return
    }
    this.#isAwake = false
    if (this.#until === 0) return
    this.#rest = this.#nextRest
    this.#nextRest = Math.min(longestRest, this.#nextRest * 2)
  }
}
