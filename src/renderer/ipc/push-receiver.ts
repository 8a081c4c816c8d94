import type { UnderstudyBridge } from '../../shared/ipc/bridge'
import type { Push, Snapshot } from '../../shared/ipc/snapshot'
import { unwrap } from '../../shared/result'

export interface PushReceiverCallbacks {
  /** Replaces everything. Called once at the start, and again if a push was lost. */
  onSnapshot(snapshot: Snapshot): void
  /** Called in order, only with pushes that are newer than the snapshot. */
  onPush(push: Push): void
  /** The snapshot could not be had: there is nothing to show. */
  onError(error: unknown): void
}

/**
 * Keeps the stores in step with the main process: a snapshot first, then the pushes after it.
 *
 * The race: between main building the snapshot and its arrival here, pushes may arrive, and some
 * may be older than the snapshot, some newer. So the subscription comes first, pushes are held
 * back while a snapshot is on its way, and those that it already contains are dropped by number.
 */
export class PushReceiver {
  /** Number of the newest applied push; null while a snapshot is on its way. */
  #applied: number | null = null
  #held: Push[] = []
  #unsubscribe: (() => void) | null = null

  constructor(
    private readonly bridge: Pick<UnderstudyBridge, 'request' | 'onPush' | 'ack'>,
    private readonly callbacks: PushReceiverCallbacks,
  ) {}

  /** Subscribes and asks for the snapshot; resolves when the snapshot was applied or has failed. */
  async start(): Promise<void> {
    this.#unsubscribe ??= this.bridge.onPush((push) => this.#receive(push))
    await this.#load()
  }

  /** Ends the subscription. */
  stop(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = null
  }

  async #load(): Promise<void> {
    this.#applied = null
    try {
      const snapshot = unwrap(await this.bridge.request('app.snapshot', undefined))
      this.#applied = snapshot.push
      this.callbacks.onSnapshot(snapshot)
      this.bridge.ack(snapshot.push)
    } catch (error) {
      this.callbacks.onError(error)
      return
    }
    const held = this.#held
    this.#held = []
    for (const push of held) this.#receive(push)
  }

  #receive(push: Push): void {
    if (this.#applied === null) {
      this.#held.push(push)
      return
    }
    if (push.push <= this.#applied) return
    if (push.push !== this.#applied + 1) {
      // Numbers have no gaps, so one was lost on the way (a page that was just loading): start over.
      this.#held = [push]
      void this.#load()
      return
    }
    this.#applied = push.push
    this.callbacks.onPush(push)
    this.bridge.ack(push.push)
  }
}
