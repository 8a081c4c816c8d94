import type { Worker } from 'node:worker_threads'
import type { Mock } from '../engine-fixture'
import { handlerSource, type Misdeed, type MisdeedTime } from './fault-handlers'
import type { PlannedFault, WorkerState } from './fault-schedule'
import type { FaultTraffic } from './fault-traffic'
import type { WorkerStep, WorkerWatch } from './worker-watch'

/** Longer than a worker may take in nothing. */
export const receiptTimeoutMs = 150

const handlerFile = 'handlers/all.ts'

/** Steps within which something is done to the states that are over in a moment. */
const stepOf: Readonly<Record<Exclude<WorkerState, 'serving' | 'draining'>, WorkerStep>> = {
  starting: 'starting',
  loading: 'load',
  switching: 'loaded',
  stopping: 'stop',
}

/** When a faulty version misbehaves, for each state that a version of the code can be faulty in. */
const misdeedTimes: Readonly<Partial<Record<WorkerState, readonly MisdeedTime[]>>> = {
  loading: ['now'],
  switching: ['loaded', 'reload'],
  stopping: ['exit'],
}

/** Does what a schedule says to the handler workers of a running engine. */
export class FaultInjector {
  #version = 0

  constructor(
    private readonly mock: Mock,
    private readonly traffic: FaultTraffic,
    private readonly watch: WorkerWatch,
  ) {}

  /** Loads handlers without a fault. */
  async loadGood(): Promise<void> {
    await this.#load()
  }

  /** Resolves when the fault has been done; what follows from it is still under way. */
  async inject(fault: PlannedFault): Promise<void> {
    switch (fault.kind) {
      case 'hang':
      case 'exit':
      case 'throw':
        return this.#misbehave(fault, fault.kind)
      case 'kill':
        return this.#during(fault, (worker) => void worker?.terminate())
      case 'flood':
        return this.#during(fault, () => this.#flood(fault))
      case 'starve':
        return this.#during(fault, () => keepBusy(receiptTimeoutMs * 2))
      default:
        return fault.kind satisfies never
    }
  }

  /** Does `deed` to a worker, or beside one, that is in this state. */
  async #during({ state, chance }: PlannedFault, deed: (worker: Worker | undefined) => void): Promise<void> {
    if (state === 'serving') {
      const workers = this.watch.handlerWorkers
      deed(workers[Math.floor(chance * workers.length)])
      return
    }
    if (state === 'draining') {
      // It has a message under way that keeps it from being done at once.
      const [old] = this.watch.handlerWorkers
      this.traffic.send(this.traffic.culprit, 'none 120')
      await this.#load()
      deed(old)
      return
    }
    const done = new Promise<void>((resolve) => {
      this.watch.once(stepOf[state], (worker) => {
        // In the middle of it, or in one of the next turns.
        const act = (turns: number): void => {
          if (turns > 0) {
            setImmediate(act, turns - 1)
            return
          }
          deed(worker)
          resolve()
        }
        act(Math.floor(chance * 4))
      })
    })
    await this.#load()
    await done
  }

  async #misbehave({ state, chance }: PlannedFault, what: Misdeed): Promise<void> {
    const times = misdeedTimes[state]
    const when = times?.[Math.floor(chance * times.length)]
    if (when) {
      await this.#load({ what, when })
      // What is to happen when it ends happens when the next version replaces it.
      await this.#load()
      return
    }
    const { culprit } = this.traffic
    if (state === 'draining') {
      this.traffic.send(culprit, `${what} 60`)
      await this.#load()
      return
    }
    const deeds = [what, `${what}-late`, `${what} 5`, 'reject']
    this.traffic.send(culprit, deeds[Math.floor(chance * deeds.length)])
  }

  #flood({ chance }: PlannedFault): void {
    if (chance < 0.4) this.traffic.burst(400)
    else
      for (let count = 0; count < 10; count++)
        this.traffic.send(this.traffic.culprit, chance < 0.7 ? 'burst' : 'logs')
  }

  async #load(bad?: { readonly what: Misdeed; readonly when: MisdeedTime }): Promise<void> {
    await this.mock.save(handlerFile, handlerSource(++this.#version, bad))
  }
}

/** Holds this thread, which is the engine's main one. */
function keepBusy(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}
