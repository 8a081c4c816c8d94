import type { Clock } from '../clock'
import type { HandlerHost } from './handler-host'

/** Looks per receipt time limit. */
const looksPerTimeout = 4

type Watched = Pick<HandlerHost, 'posted' | 'received' | 'running' | 'post'>

/**
 * Judges by receipt whether a handler host is blocked: a host that waits (`await sleep(5000)`) still takes
 * batches in, one in `for (;;) {}` does not. While it is idle, empty batches keep watch on what its timers do.
 */
export class ReceiptWatch {
  #cancel: (() => void) | null = null
  #lookedAt: number
  /** Since when there has been no sign of life although batches wait; null when none wait. */
  #silentSince: number | null = null
  #lastReceived = 0
  #lastRunning = 0

  constructor(
    private readonly host: Watched,
    private readonly timeoutMs: number,
    private readonly clock: Clock,
    /** Whether anything could be hurt by a blocked host: without connections nobody asks. */
    private readonly isNeeded: () => boolean,
    private readonly onBlocked: () => void,
  ) {
    this.#lookedAt = clock.now()
    this.#schedule()
  }

  dispose(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #schedule(): void {
    this.#cancel = this.clock.after(this.timeoutMs / looksPerTimeout, () => this.#look())
  }

  #look(): void {
    const now = this.clock.now()
    const interval = this.timeoutMs / looksPerTimeout
    // We were late ourselves (sleep of the machine, debugger, a long turn): the host could not have
    // acknowledged to us either, so its time starts again.
    const wasStalled = now - this.#lookedAt > interval + this.timeoutMs / 2
    this.#lookedAt = now
    const hasMoved = this.#hasMoved()
    if (!this.#isWaiting()) this.#silentSince = this.#probe() ? now : null
    else if (hasMoved || wasStalled || this.#silentSince === null) this.#silentSince = now
    else if (now - this.#silentSince >= this.timeoutMs) {
      this.dispose()
      this.onBlocked()
      return
    }
    this.#schedule()
  }

  /** Since the last look a batch was taken in or another callback started. */
  #hasMoved(): boolean {
    const received = this.host.received()
    const running = this.host.running()
    const hasMoved = received !== this.#lastReceived || running !== this.#lastRunning
    this.#lastReceived = received
    this.#lastRunning = running
    return hasMoved
  }

  #isWaiting(): boolean {
    // The slot holds 32 bits, the count does not.
    return this.#lastReceived !== (this.host.posted | 0)
  }

  #probe(): boolean {
    if (!this.isNeeded()) return false
    this.host.post([])
    return true
  }
}
