import type { ReplaySpeed } from '../../shared/model/recording'

/** Time in a recording: it runs as fast as it is told to, and stands still while it is paused. */
export class ReplayClock {
  /** Milliseconds of the recording that had passed at `#since`. */
  #position = 0
  #since = performance.now()
  #speed: ReplaySpeed
  #isPaused = false
  #wake: () => void = () => undefined

  constructor(speed: ReplaySpeed) {
    this.#speed = speed
  }

  setSpeed(speed: ReplaySpeed): void {
    this.#settle()
    this.#speed = speed
    this.#wake()
  }

  setPaused(isPaused: boolean): void {
    this.#settle()
    this.#isPaused = isPaused
    this.#wake()
  }

  /** Resolves at `positionMs` of the recording, or when the signal is aborted. */
  async reach(positionMs: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#settle()
      // What was skipped at once is not waited for when the speed changes later.
      if (this.#speed === 'instant' && !this.#isPaused) this.#position = Math.max(this.#position, positionMs)
      if (!this.#isPaused && this.#position >= positionMs) return
      const factor = this.#speed === 'instant' ? 1 : this.#speed
      // A tenth of a millisecond too early would be a turn of waiting for nothing.
      await this.#wait(this.#isPaused ? null : Math.ceil((positionMs - this.#position) / factor), signal)
    }
  }

  /** Null waits for a change only. */
  #wait(ms: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      // Longer than a timer can: it looks again when that time is over.
      const timer = ms === null ? undefined : setTimeout(() => this.#wake(), Math.min(ms, 2 ** 30))
      this.#wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', this.#wake)
        this.#wake = () => undefined
        resolve()
      }
      signal.addEventListener('abort', this.#wake, { once: true })
    })
  }

  #settle(): void {
    const now = performance.now()
    if (!this.#isPaused && this.#speed !== 'instant') this.#position += (now - this.#since) * this.#speed
    this.#since = now
  }
}
