import type { ConsoleLevel, SourceLocation } from '../../../../shared/model/handlers'
import type { LoggedValue } from '../../../../shared/model/logged-value'
import { CommandWriter } from '../command-batch'
import type { BatchItem, HandlerCommands } from '../protocol'

/** Collects the commands of an event-loop turn and posts them as one batch. */
export class Outbox {
  readonly #writer = new CommandWriter()
  #isScheduled = false
  #isHeld = false

  constructor(
    private readonly post: (items: readonly BatchItem[]) => void,
    /** Runs a function when this turn is over. */
    private readonly later: (flush: () => void) => void,
  ) {}

  /** Takes commands. Asking for it is what schedules the batch, so never keep it. */
  get commands(): HandlerCommands {
    if (!this.#isScheduled) this.#schedule()
    return this.#writer
  }

  /** A line for the console; unlike commands it goes out even while those are held back. */
  log(
    cause: number,
    level: ConsoleLevel,
    text: string,
    location: SourceLocation | null,
    values: readonly LoggedValue[] = [],
  ): void {
    if (!this.#isHeld) {
      this.commands.log(cause, level, text, location, values)
      return
    }
    const line = new CommandWriter()
    line.log(cause, level, text, location, values)
    this.post(line.take())
  }

  /** Keeps commands back until `release`; for ever if that does not come. */
  hold(): void {
    this.#isHeld = true
  }

  /** Posts what was kept back. */
  release(): void {
    this.#isHeld = false
    this.#flush()
  }

  /**
   * Runs `work` and posts what it leads to: at once if it is over, or else at the end of the turn, together
   * with what follows when promises settle that need not wait for anything.
   */
  collect(work: () => void, isOver: () => boolean): void {
    this.#isScheduled = true
    work()
    this.#isScheduled = false
    if (isOver()) this.#flush()
    else this.#schedule()
  }

  #schedule(): void {
    this.#isScheduled = true
    this.later(() => {
      this.#isScheduled = false
      this.#flush()
    })
  }

  #flush(): void {
    if (!this.#isHeld && !this.#writer.isEmpty) this.post(this.#writer.take())
  }
}
