/** How much to try, and from which seed: FUZZ_CASES and FUZZ_SEED, else few cases and always the same. */
export interface FuzzRun {
  readonly cases: number
  readonly seed: number
}

/** Prints the seed: whoever sees a failure can have it again. */
export function fuzzRun(name: string, usualCases: number): FuzzRun {
  const cases = Number(process.env.FUZZ_CASES ?? usualCases)
  const seed = Number(process.env.FUZZ_SEED ?? 1)
  console.log(`${name}: ${cases} cases, FUZZ_SEED=${seed}`)
  return { cases, seed }
}

/** Random numbers that a seed decides (a 32-bit linear congruential generator with mixed output). */
export class SeededRandom {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    let mixed = this.#state ^ (this.#state >>> 16)
    mixed = Math.imul(mixed, 0x45d9f3b)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) % limit
  }

  chance(percent: number): boolean {
    return this.below(100) < percent
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0]
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)))
  }
}
