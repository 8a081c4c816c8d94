import type { FaultVerdict } from '../faults/connection-faults'
import { corrupted } from '../faults/corrupt-payload'
import { type Delayed, DelayLine } from '../faults/delay-line'
import { FaultTrace } from '../faults/fault-trace'
import { FramedMessage } from './framed-message'

/** How long a message waits for the one that is to overtake it. */
const overtakeLimitMs = 1000

/** What faults want with a message, but for the end of the connection: whoever sends sees to that. */
export type SendVerdict = Omit<FaultVerdict, 'disconnect'>

/** Sends messages to one client as faults want it: late, out of order, damaged, more than once or never. */
export class FaultyLine {
  readonly #line = new DelayLine()
  readonly #write: (frame: FramedMessage, copies: number) => boolean

  /** `write` returns false where the connection takes nothing any more. */
  constructor(write: (frame: FramedMessage, copies: number) => boolean) {
    this.#write = write
  }

  /** Whether no message waits for its turn. */
  get isEmpty(): boolean {
    return this.#line.isEmpty
  }

  /** Bytes of the messages that wait for their turn. */
  get bytes(): number {
    return this.#line.bytes
  }

  /** Sends a message behind those that wait; returns what is done to it. */
  send(sound: FramedMessage, { acts, copies, corruption, delayMs, reorder }: SendVerdict): FaultTrace {
    const trace = new FaultTrace(acts)
    const frame = corruption ? new FramedMessage(corrupted(sound.payload, corruption)) : sound
    if (copies > 0 && !(reorder !== null && this.#letNextGoFirst(frame, copies, delayMs, reorder, trace))) {
      this.#sendInTurn(frame, copies, delayMs, trace)
    }
    return trace
  }

  /** Runs `last` behind everything that waits; a message that was to be overtaken waits for that no longer. */
  end(last: () => void): void {
    this.#line.settle()
    if (this.isEmpty) last()
    else this.#line.push(0, { bytes: 0, run: last })
  }

  /** Forgets what waits; each message's trace says that it is lost. */
  clear(): void {
    this.#line.clear()
  }

  #sendInTurn(frame: FramedMessage, copies: number, delayMs: number, trace: FaultTrace): void {
    if (delayMs === 0 && this.isEmpty) {
      this.#write(frame, copies)
      return
    }
    const waitMs = this.#line.push(delayMs, this.#later(frame, copies, trace)) - delayMs
    if (waitMs >= 1) trace.add({ fault: '', action: 'waited', ms: waitMs })
  }

  /** False where another one waits to be overtaken. */
  #letNextGoFirst(
    frame: FramedMessage,
    copies: number,
    delayMs: number,
    fault: string,
    trace: FaultTrace,
  ): boolean {
    const start = performance.now()
    const delayed = this.#later(frame, copies, trace)
    const isHeldBack = this.#line.pushBehindNext(delayMs, overtakeLimitMs, delayed, (isOvertaken) => {
      const ms = performance.now() - start
      trace.replace(
        'held-back',
        isOvertaken ? { fault, action: 'reordered' } : { fault, action: 'held-back', ms },
      )
    })
    if (isHeldBack) trace.add({ fault, action: 'held-back', ms: null })
    return isHeldBack
  }

  #later(frame: FramedMessage, copies: number, trace: FaultTrace): Delayed {
    const forgotten = (): void => trace.add({ fault: '', action: 'lost' })
    return {
      bytes: frame.frameBytes * copies,
      run: () => this.#write(frame, copies) || forgotten(),
      forgotten,
    }
  }
}
