import { livenessSlots } from '../protocol'

/** Tells main, in memory that survives a blocked thread, which event's callback runs right now. */
export class RunningMark {
  #entry = 0

  constructor(private readonly slots: Int32Array) {}

  /** Entry of the running callback, 0 outside of callbacks and in what follows an `await`. */
  get entry(): number {
    return this.#entry
  }

  enter(entry: number): void {
    this.#entry = entry
    Atomics.store(this.slots, livenessSlots.running, entry)
  }

  leave(): void {
    this.#entry = 0
    Atomics.store(this.slots, livenessSlots.running, 0)
  }

  received(seq: number): void {
    Atomics.store(this.slots, livenessSlots.received, seq)
  }
}
