import type { DispatchQueue } from './dispatch-queue'
import type { DispatchedConnection, DispatchTarget, WorkEnd } from './lane'
import type { PendingActions } from './pending-actions'
import type { PendingUpgrades } from './pending-upgrades'

/** Everything that handlers are asked to do, handed from one version of them to the next as a whole. */
export class HandlerWork<C extends DispatchedConnection> {
  constructor(
    readonly queue: DispatchQueue<C>,
    readonly upgrades: PendingUpgrades,
    readonly actions: PendingActions,
  ) {}

  switchTo(target: DispatchTarget): void {
    this.queue.switchTo(target)
    this.upgrades.switchTo(target)
    this.actions.switchTo(target)
  }

  takeBack(target: DispatchTarget, end: WorkEnd): void {
    this.queue.takeBack(target, end)
    this.upgrades.takeBack(target)
    this.actions.takeBack(target, end)
  }

  /** A command that `cause` led to is applied; see `DispatchQueue.acted`. */
  acted(cause: number, connection: number, isAnswer: boolean): void {
    if (cause < 0) this.actions.acted(cause)
    this.queue.acted(cause, connection, isAnswer)
  }

  /** `target` is done with an event; actions belong to no connection. */
  handled(target: DispatchTarget, connection: number, entry: number): void {
    if (connection === 0) this.actions.handled(target, entry)
    else this.queue.handled(target, connection, entry)
  }

  /** Whether `target` has nothing left to do and serves nobody. */
  isDone(target: DispatchTarget): boolean {
    return target.lanes === 0 && !this.upgrades.isDeciding(target) && !this.actions.isRunning(target)
  }
}
