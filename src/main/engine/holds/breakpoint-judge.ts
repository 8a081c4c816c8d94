import { Worker } from 'node:worker_threads'
import type { DataType, Payload } from '../../../shared/model/message'
import type { Clock } from '../clock'
import {
  type FromJudge,
  type JudgedPattern,
  type JudgeQuestion,
  type JudgeWorkerData,
  judgeProgressBytes,
  judgeSlots,
  type ToJudge,
} from './judge-protocol'

export interface BreakpointJudgeOptions {
  /** Built entry of the breakpoint worker. */
  readonly worker: URL | string
  readonly clock: Clock
  /** How long a pattern may take over one message. */
  readonly limitMs: number
  /** The pattern can't be used, or took too long; it matches nothing from now on. */
  readonly onBadPattern: (id: number, problem: string) => void
}

/** How often a limit is looked at. */
const looksPerLimit = 4
/** A thread that ends so often without an answer is not started again: it would go on for ever. */
const maxFruitlessStarts = 3

interface Open extends JudgeQuestion {
  /** The first pattern that matched, 0 for none. */
  readonly answer: (pattern: number) => void
}

/**
 * Asks a thread of its own which patterns messages match. The thread is started by the first pattern and
 * ended with the last one; one that hangs is ended, and what was asked is asked again without the culprit.
 */
export class BreakpointJudge {
  readonly #options: BreakpointJudgeOptions
  readonly #open = new Map<number, Open>()
  readonly #given = new Set<number>()
  #patterns: readonly JudgedPattern[] = []
  #worker: Worker | null = null
  #progress = new Int32Array(new SharedArrayBuffer(judgeProgressBytes))
  #unposted: JudgeQuestion[] = []
  #lastQuestion = 0
  #fruitlessStarts = 0
  #cancelWatch: (() => void) | null = null

  constructor(options: BreakpointJudgeOptions) {
    this.#options = options
  }

  /** Replaces the patterns. Questions about one that is gone are answered with what else matches. */
  setPatterns(patterns: readonly JudgedPattern[]): void {
    this.#patterns = patterns
    this.#fruitlessStarts = 0
    if (patterns.length > 0) {
      if (this.#worker) this.#post({ type: 'patterns', patterns })
      else this.#start()
      return
    }
    this.#end()
    for (const question of this.#takeOpen()) question.answer(0)
  }

  /** Answers come in the order of the questions, never at once. */
  ask(
    patterns: readonly number[],
    type: DataType,
    payload: Payload,
    answer: (pattern: number) => void,
  ): void {
    // As 32 bits it is kept in shared memory, where 0 means none.
    this.#lastQuestion = (this.#lastQuestion % 0x7fff_ffff) + 1
    this.#put({ question: this.#lastQuestion, patterns, type, payload, answer })
  }

  dispose(): void {
    this.#end()
    this.#open.clear()
  }

  #put(open: Open): void {
    const patterns = open.patterns.filter((id) => !this.#given.has(id))
    this.#open.set(open.question, { ...open, patterns })
    const { question, type, payload } = open
    if (this.#unposted.push({ question, patterns, type, payload }) > 1) return
    queueMicrotask(() => {
      const questions = this.#unposted
      this.#unposted = []
      if (questions.length > 0) this.#post({ type: 'questions', questions })
    })
    this.#watch()
  }

  #start(): void {
    const progress = new SharedArrayBuffer(judgeProgressBytes)
    const data: JudgeWorkerData = { progress }
    this.#progress = new Int32Array(progress)
    const worker = new Worker(this.#options.worker, {
      workerData: data,
      name: 'understudy-breakpoints',
      env: {},
      argv: [],
      execArgv: [],
    })
    worker.unref()
    worker.on('message', (message: FromJudge) => this.#receive(worker, message))
    // The exit that follows starts another one.
    worker.on('error', () => undefined)
    worker.on('exit', () => this.#onExit(worker))
    this.#worker = worker
    this.#post({ type: 'patterns', patterns: this.#patterns.filter(({ id }) => !this.#given.has(id)) })
  }

  #end(): void {
    const worker = this.#worker
    this.#worker = null
    this.#cancelWatch?.()
    this.#cancelWatch = null
    void worker?.terminate()
  }

  #post(message: ToJudge): void {
    this.#worker?.postMessage(message)
  }

  #receive(worker: Worker, message: FromJudge): void {
    if (worker !== this.#worker) return
    if (message.type === 'bad-pattern') {
      this.#giveUp(message.pattern, message.message)
      return
    }
    this.#fruitlessStarts = 0
    for (let at = 0; at + 1 < message.answers.length; at += 2) {
      const question = message.answers[at] ?? 0
      const open = this.#open.get(question)
      this.#open.delete(question)
      open?.answer(message.answers[at + 1] ?? 0)
    }
  }

  /** It ended by itself (out of memory), or because it hung: what was asked is asked again. */
  #onExit(worker: Worker): void {
    if (worker !== this.#worker) return
    this.#worker = null
    const pattern = Atomics.load(this.#progress, judgeSlots.pattern)
    const wasBusy = Atomics.load(this.#progress, judgeSlots.question) !== 0
    if (wasBusy)
      this.#giveUp(pattern, `its pattern did not come to an end within ${this.#options.limitMs} ms`)
    this.#fruitlessStarts += 1
    if (this.#fruitlessStarts < maxFruitlessStarts) this.#start()
    else for (const { id } of this.#patterns) this.#giveUp(id, 'the thread that runs patterns ends by itself')
    for (const open of this.#takeOpen()) {
      if (this.#worker) this.#put(open)
      else open.answer(0)
    }
  }

  #giveUp(pattern: number, problem: string): void {
    this.#given.add(pattern)
    this.#options.onBadPattern(pattern, problem)
  }

  #takeOpen(): readonly Open[] {
    const open = [...this.#open.values()]
    this.#open.clear()
    this.#unposted = []
    return open
  }

  #watch(): void {
    if (this.#cancelWatch) return
    const { clock, limitMs } = this.#options
    let seen = 0
    let since = clock.now()
    const look = () => {
      this.#cancelWatch = null
      if (this.#open.size === 0 || !this.#worker) return
      const question = Atomics.load(this.#progress, judgeSlots.question)
      if (question !== seen) since = clock.now()
      seen = question
      // Not before it has begun: a thread takes a while to start on a busy machine.
      if (question !== 0 && clock.now() - since >= limitMs) void this.#worker.terminate()
      this.#cancelWatch = clock.after(limitMs / looksPerLimit, look)
    }
    this.#cancelWatch = clock.after(limitMs / looksPerLimit, look)
  }
}
