import type { Clock } from '../clock'
import type { DispatchTarget } from './lane'
import type { UpgradeDecision, UpgradeInfo } from './protocol'

interface PendingUpgrade {
  readonly info: UpgradeInfo
  readonly decide: (decision: UpgradeDecision) => void
  readonly cancelTimer: () => void
  target: DispatchTarget | null
}

/** Handshakes that wait for the handlers' decision; while there are no handlers to ask, they wait too. */
export class PendingUpgrades {
  readonly #pending = new Map<number, PendingUpgrade>()
  #last = 0
  #current: DispatchTarget | null = null

  constructor(
    private readonly clock: Clock,
    private readonly timeoutMs: number,
    /** The target has no handshake to decide any more. */
    private readonly onReleased: (target: DispatchTarget) => void,
  ) {}

  /** The handlers' decision, or a refusal with 503 after the time limit. */
  ask(info: UpgradeInfo): Promise<UpgradeDecision> {
    return new Promise((resolve) => {
      const request = ++this.#last
      const cancelTimer = this.clock.after(this.timeoutMs, () => this.decided(request, this.#tooLate()))
      const pending: PendingUpgrade = { info, decide: resolve, cancelTimer, target: null }
      this.#pending.set(request, pending)
      this.#send(request, pending)
    })
  }

  decided(request: number, decision: UpgradeDecision): void {
    const pending = this.#pending.get(request)
    if (!pending) return
    this.#pending.delete(request)
    pending.cancelTimer()
    pending.decide(decision)
    if (pending.target && !this.isDeciding(pending.target)) this.onReleased(pending.target)
  }

  isDeciding(target: DispatchTarget): boolean {
    for (const pending of this.#pending.values()) if (pending.target === target) return true
    return false
  }

  /** From now on `target` decides; what another one was asked stays with it. */
  switchTo(target: DispatchTarget): void {
    this.#current = target
    for (const [request, pending] of this.#pending) if (!pending.target) this.#send(request, pending)
  }

  /** `target` ended: what it was asked goes to the current one, or waits for it. */
  takeBack(target: DispatchTarget): void {
    if (this.#current === target) this.#current = null
    for (const [request, pending] of this.#pending) {
      if (pending.target !== target) continue
      pending.target = null
      this.#send(request, pending)
    }
  }

  /** Refuses all that wait. */
  dispose(): void {
    for (const request of [...this.#pending.keys()]) this.decided(request, this.#tooLate())
  }

  #send(request: number, pending: PendingUpgrade): void {
    if (!this.#current) return
    pending.target = this.#current
    this.#current.write().upgrade(request, pending.info)
  }

  #tooLate(): UpgradeDecision {
    const body = `No handler decided on this handshake within ${this.timeoutMs / 1000} s.\n`
    return { accept: false, status: 503, headers: {}, body, by: '' }
  }
}
