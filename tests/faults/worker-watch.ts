import type { Worker } from 'node:worker_threads'

/** What a handler worker was told or said: the edges between the states of its life. */
export type WorkerStep = 'starting' | 'load' | 'loaded' | 'stop'

interface StepWaiter {
  readonly step: WorkerStep
  readonly then: (worker: Worker) => void
}

/** Sees every worker thread of this process begin and end, and what the engine and the handler workers say. */
export class WorkerWatch {
  readonly #alive = new Set<Worker>()
  #waiting: StepWaiter[] = []
  #started = 0
  #exited = 0
  readonly #onWorker = (worker: Worker): void => this.#begun(worker)

  constructor() {
    process.on('worker', this.#onWorker)
  }

  get started(): number {
    return this.#started
  }

  get exited(): number {
    return this.#exited
  }

  /** The handler workers that run, the oldest first. */
  get handlerWorkers(): readonly Worker[] {
    return [...this.#alive]
  }

  /** Runs `then` within the step when a handler worker next comes to it. */
  once(step: WorkerStep, then: (worker: Worker) => void): void {
    this.#waiting.push({ step, then })
  }

  /** Whether a step that was asked for has not come. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0
  }

  forgetSteps(): void {
    this.#waiting = []
  }

  dispose(): void {
    process.off('worker', this.#onWorker)
  }

  #begun(worker: Worker): void {
    this.#started += 1
    worker.once('exit', () => {
      this.#exited += 1
      this.#alive.delete(worker)
    })
    // The capture worker says nothing of this kind; it is left alone.
    worker.on('message', (message: { readonly type?: unknown } | null) => {
      if (message?.type === 'ready') this.#alive.add(worker)
      if (message?.type === 'loaded') this.#stepped('loaded', worker)
    })
    const post = worker.postMessage.bind(worker)
    worker.postMessage = (message: { readonly type?: unknown }, ...rest) => {
      post(message, ...rest)
      if (message.type === 'load' || message.type === 'stop') this.#stepped(message.type, worker)
    }
    // The capture worker is the one that starts while nobody waits: it is made with the engine.
    this.#stepped('starting', worker)
  }

  #stepped(step: WorkerStep, worker: Worker): void {
    const due = this.#waiting.filter((waiter) => waiter.step === step)
    this.#waiting = this.#waiting.filter((waiter) => waiter.step !== step)
    for (const { then } of due) then(worker)
  }
}
