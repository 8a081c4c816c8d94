import type { SeededRandom } from './seeded-random'

/** Where in its life a handler worker is when the fault comes. */
export const workerStates = ['starting', 'loading', 'switching', 'serving', 'draining', 'stopping'] as const
export type WorkerState = (typeof workerStates)[number]

/**
 * `kill`: its thread is terminated. `hang`: an endless loop. `exit`: `process.exit`. `throw`: an error thrown
 * late, by a timer. `flood`: a burst of messages. `starve`: main itself is busy for longer than a worker may be
 * silent.
 */
export const faultKinds = ['kill', 'hang', 'exit', 'throw', 'flood', 'starve'] as const
export type FaultKind = (typeof faultKinds)[number]

export interface PlannedFault {
  readonly state: WorkerState
  readonly kind: FaultKind
  /** From 0 to 1: how far into the state it comes, and who is hit. */
  readonly chance: number
}

/** No user code runs in a worker that is still starting, so it can't misbehave there. */
const combinations = workerStates.flatMap((state) =>
  faultKinds
    .filter((kind) => state !== 'starting' || !['hang', 'exit', 'throw'].includes(kind))
    .map((kind) => ({ state, kind })),
)

/** Every combination equally often, as far as `count` allows, in an order that the seed decides. */
export function planFaults(random: SeededRandom, count: number): readonly PlannedFault[] {
  const planned: PlannedFault[] = []
  while (planned.length < count) {
    for (const { state, kind } of random.shuffled(combinations)) {
      planned.push({ state, kind, chance: random.next() })
    }
  }
  return planned.slice(0, count)
}
