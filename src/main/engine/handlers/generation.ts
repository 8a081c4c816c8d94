import { atEndOfTask } from '../end-of-task'
import { EventWriter } from './event-batch'
import type { HandlerHost, HostEnd } from './handler-host'
import type { DispatchTarget } from './lane'
import type { HandlerEvents, LoadRequest } from './protocol'

/**
 * Events after which a batch goes out within the turn: the worker handles it while main reads on, and its
 * receipt is a sign of life.
 */
const eventsPerBatch = 512

/** A version of the user's handlers, compiled. */
export interface Code {
  readonly version: number
  readonly modules: LoadRequest['modules']
  /** Every file that they are made of. */
  readonly outputs: readonly string[]
}

/** One worker with one version of the code, and the batch of events on its way to it. */
export class Generation implements DispatchTarget {
  inFlight = 0
  lanes = 0
  /** Loading: events are collected but not posted. Ended: its commands are not applied any more. */
  state: 'loading' | 'serving' | 'ended' = 'loading'
  /** Why main ended it, where it did. */
  endedBy: HostEnd | null = null
  readonly #writer = new EventWriter()
  #events = 0
  /** Events of the batch before. */
  #eventsBefore = 0
  #isScheduled = false

  constructor(
    readonly host: HandlerHost,
    readonly code: Code,
  ) {}

  get version(): number {
    return this.code.version
  }

  /**
   * The batch to append one event to. It goes out once per event-loop turn, which under load means many
   * events; when nothing is in flight and the batch before was of one event, it goes out at the end of the
   * current task, so that a lone message does not pay for batching.
   */
  write(): HandlerEvents {
    if (this.#events >= eventsPerBatch) this.#flush()
    this.#events += 1
    if (!this.#isScheduled && this.state === 'serving') this.#schedule()
    return this.#writer
  }

  /** Its code is loaded: what was collected goes out. */
  serve(): void {
    this.state = 'serving'
    this.#flush()
  }

  #schedule(): void {
    this.#isScheduled = true
    const flush = (): void => {
      this.#isScheduled = false
      this.#flush()
    }
    if (this.inFlight === 0 && this.#eventsBefore <= 1) atEndOfTask(flush)
    else setImmediate(flush)
  }

  #flush(): void {
    if (this.state !== 'serving' || this.#writer.isEmpty) return
    this.#eventsBefore = this.#events
    this.#events = 0
    this.host.post(this.#writer.take())
  }
}
