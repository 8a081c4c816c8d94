import { atEndOfTask } from './end-of-task'

/** Time as the engine's supervision sees it; tests inject their own. */
export interface Clock {
  /** Milliseconds from an arbitrary start, never going back. */
  now(): number
  /** Runs `task` once after `ms`; the returned function cancels it. */
  after(ms: number, task: () => void): () => void
}

/**
 * A clock that is looked at once per turn: all that one callback of the event loop leads to has the same time. A socket
 * brings many messages at once, and looking at the clock for each costs more than they differ.
 */
export class TurnClock implements Clock {
  #now: number | null = null
  readonly #forget = (): void => {
    this.#now = null
  }

  constructor(private readonly clock: Clock) {}

  now(): number {
    if (this.#now === null) {
      this.#now = this.clock.now()
      atEndOfTask(this.#forget)
    }
    return this.#now
  }

  after(ms: number, task: () => void): () => void {
    return this.clock.after(ms, task)
  }
}

/** The real one. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
