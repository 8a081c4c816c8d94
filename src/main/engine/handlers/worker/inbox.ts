import { setImmediate } from 'node:timers'
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { Patience } from '../patience'
import { fewItems, livenessSlots, type ToWorker } from '../protocol'

/** About what an answer takes to its client and the next message back. */
const lookMs = 0.15

export interface InboxOptions {
  /** Main's end of it posts `ToWorker`. */
  readonly port: MessagePort
  /** The slots of `livenessSlots`. */
  readonly liveness: Int32Array
  readonly receive: (message: ToWorker) => void
  readonly now?: () => number
  readonly nextTurn?: (task: () => void) => void
}

/**
 * What main posts to this thread, in its order. After a few events it looks for the next ones for a moment instead of going
 * to sleep, as far as that proves worth it: a client that waits for its answer mostly sends again at once. Between any two
 * batches the event loop has its turn.
 */
export class Inbox {
  readonly #port: MessagePort
  readonly #liveness: Int32Array
  readonly #receive: (message: ToWorker) => void
  readonly #now: () => number
  readonly #nextTurn: (task: () => void) => void
  readonly #patience = new Patience()
  readonly #look = (): void => this.#lookForNext()
  /** Number of the latest batch that came. */
  #latest = 0

  constructor({ port, liveness, receive, now, nextTurn }: InboxOptions) {
    this.#port = port
    this.#liveness = liveness
    this.#receive = receive
    this.#now = now ?? (() => performance.now())
    this.#nextTurn = nextTurn ?? ((task) => void setImmediate(task))
    port.on('message', (message: ToWorker) => this.#take(message))
  }

  #take(message: ToWorker): void {
    this.#receive(message)
    if (message.type !== 'batch') return
    this.#latest = message.seq
    const { length } = message.items
    if (length > 0 && length <= fewItems && this.#patience.takes()) this.#nextTurn(this.#look)
  }

  #lookForNext(): void {
    const end = this.#now() + lookMs
    while (Atomics.load(this.#liveness, livenessSlots.posted) === this.#latest) {
      if (this.#now() < end) continue
      this.#patience.disappointed()
      return
    }
    this.#patience.rewarded()
    // Main is the only one who posts to this port.
    const next = receiveMessageOnPort(this.#port) as { readonly message: ToWorker } | undefined
    if (next) this.#take(next.message)
  }
}
