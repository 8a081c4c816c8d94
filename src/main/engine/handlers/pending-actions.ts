import { AppError } from '../../../shared/errors'
import type { Json } from '../../../shared/json'
import type { DispatchTarget, WorkEnd } from './lane'

interface PendingAction {
  readonly handler: string
  readonly action: string
  readonly input: Json | undefined
  readonly resolve: () => void
  readonly reject: (error: AppError) => void
  target: DispatchTarget | null
  hasActed: boolean
  problem: string | null
}

/** Actions (buttons that handlers declare) that run or wait for a worker to run them. */
export class PendingActions {
  readonly #pending = new Map<number, PendingAction>()
  #current: DispatchTarget | null = null

  constructor(
    private readonly nextInternalEntry: () => number,
    /** The target runs no action any more. */
    private readonly onReleased: (target: DispatchTarget) => void,
  ) {}

  /** Resolves when the action is done; rejects with an `AppError` when it throws or its worker ends. */
  run(handler: string, action: string, input: Json | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = this.nextInternalEntry()
      const pending: PendingAction = {
        handler,
        action,
        input,
        resolve,
        reject,
        target: null,
        hasActed: false,
        problem: null,
      }
      this.#pending.set(entry, pending)
      this.#send(entry, pending)
    })
  }

  /** The name of the action with this entry, as 32 bits. */
  nameOf(entry32: number): string | null {
    for (const [entry, pending] of this.#pending) {
      if ((entry | 0) === entry32) return `action “${pending.action}” of ${pending.handler}`
    }
    return null
  }

  isRunning(target: DispatchTarget): boolean {
    for (const pending of this.#pending.values()) if (pending.target === target) return true
    return false
  }

  acted(entry: number): void {
    const pending = this.#pending.get(entry)
    if (pending) pending.hasActed = true
  }

  failed(entry: number, problem: string): void {
    const pending = this.#pending.get(entry)
    if (pending) pending.problem = problem
  }

  handled(target: DispatchTarget, entry: number): void {
    const pending = this.#pending.get(entry)
    if (pending?.target !== target) return
    this.#pending.delete(entry)
    if (pending.problem === null) pending.resolve()
    else this.#reject(pending, `threw: ${pending.problem}`)
    if (!this.isRunning(target)) this.onReleased(target)
  }

  switchTo(target: DispatchTarget): void {
    this.#current = target
    for (const [entry, pending] of this.#pending) if (!pending.target) this.#send(entry, pending)
  }

  /** As the dispatch queue does: what was blamed or had acted is not repeated. */
  takeBack(target: DispatchTarget, end: WorkEnd): void {
    if (this.#current === target) this.#current = null
    for (const [entry, pending] of this.#pending) {
      if (pending.target !== target) continue
      pending.target = null
      if ((entry | 0) === end.blamed || pending.hasActed) {
        this.#pending.delete(entry)
        this.#reject(pending, `did not finish: ${end.reason}`)
      } else {
        this.#send(entry, pending)
      }
    }
  }

  dispose(): void {
    for (const pending of this.#pending.values()) this.#reject(pending, 'did not finish: the engine stopped')
    this.#pending.clear()
  }

  #send(entry: number, pending: PendingAction): void {
    if (!this.#current) return
    pending.target = this.#current
    this.#current.write().action(entry, pending.handler, pending.action, pending.input)
  }

  #reject(pending: PendingAction, outcome: string): void {
    pending.reject(
      new AppError('internal', `The action “${pending.action}” of ${pending.handler} ${outcome}`),
    )
  }
}
