/** Longer ones count as this long: a minute, in µs. */
const longestMicros = 60_000_000
/** Up to here each µs has a bucket of its own; beyond, each doubling has half as many. */
const exactMicros = 256
const bucketsPerDoubling = exactMicros / 2
const bucketCount = bucketOf(longestMicros) + 1

/**
 * How often durations occurred, in buckets that are at most 0.8 % wide: a histogram with the layout of HdrHistogram, made
 * to be added to for every message and to be handed over as numbers.
 */
export class DurationCounts {
  readonly #counts = new Uint32Array(bucketCount)
  #total = 0
  /** Buckets outside of these are empty. */
  #first = bucketCount
  #last = -1

  get total(): number {
    return this.#total
  }

  add(micros: number, count = 1): void {
    const bucket = bucketOf(micros)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count
    this.#total += count
    if (bucket < this.#first) this.#first = bucket
    if (bucket > this.#last) this.#last = bucket
  }

  /** Adds what `take` returned; a `sign` of -1 takes it out again. */
  addAll(pairs: readonly number[], sign: 1 | -1 = 1): void {
    for (let at = 0; at + 1 < pairs.length; at += 2) this.add(pairs[at] ?? 0, sign * (pairs[at + 1] ?? 0))
  }

  /** Empties it; returns what was in it as µs and count, µs and count, … */
  take(): number[] {
    const pairs: number[] = []
    for (let bucket = this.#first; bucket <= this.#last; bucket += 1) {
      const count = this.#counts[bucket] ?? 0
      if (count > 0) pairs.push(microsOf(bucket), count)
    }
    if (pairs.length > 0) this.#counts.fill(0, this.#first, this.#last + 1)
    this.#total = 0
    this.#first = bucketCount
    this.#last = -1
    return pairs
  }

  /** For each of the ascending ranks (0.5 for the median) the µs that so many of all durations don't exceed. */
  percentiles(ranks: readonly number[]): number[] {
    const found: number[] = []
    let seen = 0
    for (let bucket = this.#first; bucket <= this.#last && found.length < ranks.length; bucket += 1) {
      seen += this.#counts[bucket] ?? 0
      while (found.length < ranks.length && seen > 0 && seen >= (ranks[found.length] ?? 1) * this.#total) {
        found.push(microsOf(bucket))
      }
    }
    return found
  }
}

function bucketOf(micros: number): number {
  const whole = Math.min(Math.round(micros), longestMicros)
  if (whole < exactMicros) return Math.max(0, whole)
  const doublings = 24 - Math.clz32(whole)
  return doublings * bucketsPerDoubling + (whole >>> doublings)
}

/** The middle of a bucket, which is in it. */
function microsOf(bucket: number): number {
  if (bucket < exactMicros) return bucket
  const doublings = Math.floor(bucket / bucketsPerDoubling) - 1
  return ((bucket - doublings * bucketsPerDoubling) << doublings) + ((1 << doublings) >> 1)
}
