import { AppError } from '../../../shared/errors'
import {
  type HeldBody,
  type HeldMessages,
  type HoldDirection,
  type HoldOutcome,
  shownHeldMessages,
} from '../../../shared/model/hold'
import type { Payload } from '../../../shared/model/message'
import type { Breakpoint, Holding } from '../../../shared/model/workspace'
import type { CaptureLog } from '../capture/capture-log'
import type { Clock } from '../clock'
import type { ConsoleFeed } from '../console-feed'
import type { Connection } from '../server/connection'
import { BreakpointJudge } from './breakpoint-judge'
import { type ActiveBreakpoint, BreakpointTable } from './breakpoint-table'
import { describeHeld } from './describe-held'
import type { Edited, HoldItem, Passage } from './hold-item'
import { HoldLine } from './hold-line'
import { durationWords } from './hold-words'

export interface HoldDeskOptions {
  readonly worker: URL | string
  readonly capture: CaptureLog
  readonly console: ConsoleFeed
  readonly clock: Clock
  /** What is held, or which breakpoints can be used, has changed. */
  readonly onChanged: () => void
}

/** How long a breakpoint's pattern may take over one message. */
const patternLimitMs = 1000

/**
 * Holds messages at breakpoints until the user decides. What comes behind a held message of the same
 * connection and direction waits, so that the order is never broken. Lives in main: neither a reload of the
 * handlers nor the end of a worker loses what is held.
 */
export class HoldDesk {
  readonly #options: HoldDeskOptions
  readonly #table = new BreakpointTable()
  readonly #judge: BreakpointJudge
  readonly #lines = new Map<string, HoldLine>()
  /** In the order in which they were held. */
  readonly #held = new Map<number, HoldItem>()
  /** Lines in which too much waits, by connection. */
  readonly #crowded = new Map<Connection, Set<HoldLine>>()
  #holding: Holding = { timeoutMs: 60_000, onTimeout: 'release' }
  #waiting = 0
  #lastId = 0
  #isOn = false

  constructor(options: HoldDeskOptions) {
    this.#options = options
    this.#judge = new BreakpointJudge({
      worker: options.worker,
      clock: options.clock,
      limitMs: patternLimitMs,
      onBadPattern: (id, problem) => this.#onBadPattern(id, problem),
    })
  }

  /** Whether a breakpoint is on or something still waits: all that the way of a message has to ask. */
  get isOn(): boolean {
    return this.#isOn
  }

  /** What is wrong with breakpoints that are on, by name. */
  get problems(): Readonly<Record<string, string>> {
    return this.#table.problems
  }

  get messages(): HeldMessages {
    const shown = [...this.#held.values()].slice(0, shownHeldMessages)
    return {
      total: this.#held.size,
      waiting: this.#waiting - this.#held.size,
      messages: shown.flatMap((item) => describeHeld(item) ?? []),
    }
  }

  /** Replaces the breakpoints; those of them that are off, gone or others let go what they hold. */
  configure(breakpoints: readonly Breakpoint[], holding: Holding): void {
    this.#holding = holding
    this.#table.set(breakpoints)
    for (const item of [...this.#held.values()]) {
      const known = item.held && this.#table.byId(item.held.breakpoint.id)
      if (known) this.#arm(item)
      else this.#release(item, 'let go: the breakpoint was turned off or changed')
    }
    this.#judge.setPatterns(this.#table.patterns)
    this.#changed()
  }

  /** Whether a message that goes this way now would have to stop or wait. */
  intercepts(connection: Connection, direction: HoldDirection): boolean {
    return (
      this.#lines.has(keyOf(connection, direction)) || this.#table.watches(connection.info.path, direction)
    )
  }

  /**
   * Takes a message over if a breakpoint may hold it, or if it has to wait behind one; false: nothing does,
   * send it on. With `isFree` no breakpoint holds it, but its place in the order is kept.
   */
  take(passage: Passage, isFree = false): boolean {
    const { connection, direction, type, payload } = passage
    const verdict = isFree
      ? ({ type: 'pass' } as const)
      : this.#table.judge(connection.info.path, direction, type, payload)
    const key = keyOf(connection, direction)
    const line = this.#lines.get(key)
    if (verdict.type === 'pass' && !line) return false
    const item = this.#newItem(passage)
    this.#lineFor(key, line, passage).add(item)
    this.#waiting += 1
    if (verdict.type === 'ask') {
      this.#judge.ask(verdict.patterns, type, payload, (id) => this.#judged(item, id))
    } else if (verdict.type === 'hold') {
      this.#hold(item, verdict.breakpoint)
    } else {
      this.#free(item, '')
    }
    this.#letGoIfOverfull(key)
    this.#changed()
    return true
  }

  /** The body of a held message. Throws `AppError` 'not-found'. */
  body(id: number): HeldBody {
    const { payload } = this.#find(id).passage
    return typeof payload === 'string' ? { type: 'text', text: payload } : { type: 'binary', data: payload }
  }

  /** Lets a message go on, `edited` in its place if given. Throws `AppError` 'not-found'. */
  release(id: number, edited: Edited | null): void {
    const item = this.#find(id)
    item.edited = edited
    this.#release(item, edited ? 'you edited and released it' : 'you released it')
    this.#changed()
  }

  /** Takes a message out. Throws `AppError` 'not-found'. */
  drop(id: number): void {
    this.#drop(this.#find(id), 'you dropped it')
    this.#changed()
  }

  /** Lets everything go on that is held now. */
  releaseAll(words = 'you released all'): void {
    for (const item of [...this.#held.values()]) this.#release(item, words)
    this.#changed()
  }

  /** Lets everything go that is in a line: the server stops. */
  letAllGo(): void {
    for (const line of [...this.#lines.values()]) this.#letGo(line, 'let go: the server stops')
    this.#changed()
  }

  /**
   * A close waits for nothing: what no breakpoint holds goes before it, what is held stays and is dropped when
   * the connection has ended.
   */
  passUnheld(connection: Connection, direction: HoldDirection): void {
    const key = keyOf(connection, direction)
    const unheld = this.#lines.get(key)?.takeUnheld() ?? []
    for (const item of unheld) {
      item.state = 'passing'
      this.#leaves(item, false)
    }
    this.#forgetIfEmpty(key)
    this.#changed()
  }

  /** The connection has ended: what the client had sent goes on, what is held is dropped. */
  closed(connection: Connection): void {
    for (const direction of ['from-client', 'to-upstream', 'from-upstream'] as const) {
      this.passUnheld(connection, direction)
    }
    for (const line of [...this.#lines.values()]) {
      if (line.connection !== connection) continue
      for (const item of [...line.items]) this.#drop(item, 'dropped: the connection was closed meanwhile')
    }
    this.#crowded.delete(connection)
    this.#changed()
  }

  dispose(): void {
    for (const { held } of this.#held.values()) held?.cancelTimer?.()
    this.#held.clear()
    this.#lines.clear()
    this.#judge.dispose()
    this.#isOn = false
  }

  #newItem(passage: Passage): HoldItem {
    this.#lastId += 1
    return {
      id: this.#lastId,
      passage,
      arrivedAt: this.#options.clock.now(),
      state: 'judged',
      held: null,
      edited: null,
      words: '',
    }
  }

  #lineFor(key: string, known: HoldLine | undefined, { connection, direction }: Passage): HoldLine {
    if (known) return known
    const line = new HoldLine(
      connection,
      direction,
      (item, hasWaited) => this.#leaves(item, hasWaited),
      (crowd, isCrowded) => this.#onCrowded(crowd, isCrowded),
    )
    this.#lines.set(key, line)
    return line
  }

  #judged(item: HoldItem, id: number): void {
    if (item.state !== 'judged') return
    const breakpoint = id === 0 ? null : this.#table.byId(id)
    if (breakpoint) this.#hold(item, breakpoint)
    else this.#free(item, '')
    this.#changed()
  }

  #hold(item: HoldItem, breakpoint: ActiveBreakpoint): void {
    item.state = 'held'
    const since = this.#options.clock.now()
    item.held = { breakpoint, at: Date.now(), since, deadline: null, cancelTimer: null }
    this.#held.set(item.id, item)
    this.#arm(item)
    this.#mark(item, 'held', 0, 'holds it')
  }

  /** Starts the time-out as it is set now, counted from when the message was held. */
  #arm(item: HoldItem): void {
    const { held } = item
    if (!held) return
    held.cancelTimer?.()
    const { timeoutMs, onTimeout } = this.#holding
    held.deadline = onTimeout === 'never' ? null : held.at + timeoutMs
    const left = held.since + timeoutMs - this.#options.clock.now()
    held.cancelTimer =
      onTimeout === 'never'
        ? null
        : this.#options.clock.after(Math.max(0, left), () => this.#timedOut(item, onTimeout))
  }

  #timedOut(item: HoldItem, action: 'release' | 'drop'): void {
    const limit = durationWords(this.#holding.timeoutMs)
    if (action === 'drop') this.#drop(item, `dropped: nobody decided within ${limit}`)
    else this.#release(item, `let go unchanged: nobody decided within ${limit}`)
    this.#changed()
  }

  #release(item: HoldItem, words: string): void {
    if (!this.#takeOff(item)) return
    this.#free(item, words)
  }

  #drop(item: HoldItem, words: string): void {
    this.#takeOff(item)
    const { clock } = this.#options
    item.state = 'passing'
    this.#waiting -= 1
    this.#mark(item, 'dropped', clock.now() - (item.held?.since ?? item.arrivedAt), words)
    const { connection, direction } = item.passage
    const key = keyOf(connection, direction)
    this.#lines.get(key)?.remove(item, clock.now())
    this.#forgetIfEmpty(key)
  }

  /** Off the list of what is held; false where it is not on it. */
  #takeOff(item: HoldItem): boolean {
    item.held?.cancelTimer?.()
    return this.#held.delete(item.id)
  }

  #free(item: HoldItem, words: string): void {
    item.state = 'passing'
    item.words = words
    const { connection, direction } = item.passage
    const key = keyOf(connection, direction)
    this.#lines.get(key)?.advance(this.#options.clock.now())
    this.#forgetIfEmpty(key)
  }

  #letGo(line: HoldLine, words: string): void {
    for (const item of line.items) {
      if (this.#takeOff(item)) item.words = words
      item.state = 'passing'
    }
    line.advance(this.#options.clock.now())
    this.#forgetIfEmpty(keyOf(line.connection, line.direction))
  }

  #letGoIfOverfull(key: string): void {
    const line = this.#lines.get(key)
    if (!line?.isOverfull) return
    const { connection, direction } = line
    const count = line.items.length.toLocaleString('en-US')
    const text = `${connection.id}: ${count} messages waited (${direction}) behind a held one and were let go, as that was too much.`
    this.#options.console.add('warn', text)
    this.#letGo(line, 'let go: too much waited behind it')
    this.#changed()
  }

  /** A message goes on its way. */
  #leaves(item: HoldItem, hasWaited: boolean): void {
    this.#waiting -= 1
    const { passage, held, edited } = item
    const now = this.#options.clock.now()
    const entry = edited ? this.#captureEdited(passage, edited.type, edited.payload) : passage.entry
    const { type, payload } = edited ?? passage
    const hasPassed = passage.pass(type, payload, entry)
    if (!hasPassed)
      this.#mark(item, 'dropped', now - item.arrivedAt, 'could not go on: the connection had ended')
    else if (held) this.#mark(item, edited ? 'edited' : 'released', now - held.since, item.words)
    else if (hasWaited)
      this.#mark(item, 'waited', now - item.arrivedAt, 'waited behind a message that was held')
  }

  /** What goes on in the place of a message has an entry of its own, caused by the one that was held. */
  #captureEdited(passage: Passage, type: Passage['type'], payload: Payload): number {
    const { capture } = this.#options
    const { connection, direction, entry } = passage
    const { number, info } = connection
    const after = capture.append(type, direction, 'user', number, info.path, payload, 0, entry)
    capture.edited(after)
    capture.why(after, 'You\tput it in the place of a message that was held\t')
    return after
  }

  #mark(item: HoldItem, outcome: HoldOutcome, ms: number, words: string): void {
    const actor = item.held ? `breakpoint ${item.held.breakpoint.name}` : 'breakpoints'
    this.#options.capture.held({ seq: item.passage.entry, outcome, ms, actor, words })
  }

  #forgetIfEmpty(key: string): void {
    if (this.#lines.get(key)?.isEmpty) this.#lines.delete(key)
    if (this.#lines.size === 0) this.#isOn = !this.#table.isEmpty
  }

  #onCrowded(line: HoldLine, isCrowded: boolean): void {
    const { connection } = line
    const lines = this.#crowded.get(connection) ?? new Set<HoldLine>()
    if (isCrowded) lines.add(line)
    else lines.delete(line)
    if (lines.size > 0) this.#crowded.set(connection, lines)
    else this.#crowded.delete(connection)
    connection.setHeldBack([...lines].some(({ direction }) => isTowardsClient(direction)))
    if (lines.size > 0) connection.pauseReading('hold')
    else connection.resumeReading('hold')
  }

  #onBadPattern(id: number, problem: string): void {
    const name = this.#table.fail(id, problem)
    if (name === null) return
    this.#options.console.add(
      'error',
      `Breakpoint ${name} is not used: ${problem}. Change it to use it again.`,
    )
    for (const item of [...this.#held.values()]) {
      if (item.held?.breakpoint.id === id) this.#release(item, 'let go: the breakpoint’s pattern is not used')
    }
    this.#changed()
  }

  #find(id: number): HoldItem {
    const item = this.#held.get(id)
    if (item) return item
    throw new AppError(
      'not-found',
      'This message is not held any more: it was released or dropped meanwhile.',
    )
  }

  #changed(): void {
    this.#isOn = !this.#table.isEmpty || this.#lines.size > 0
    this.#options.onChanged()
  }
}

function keyOf(connection: Connection, direction: HoldDirection): string {
  return `${connection.number} ${direction}`
}

function isTowardsClient(direction: HoldDirection): boolean {
  return direction === 'to-client' || direction === 'from-upstream'
}
