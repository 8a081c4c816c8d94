import { DurationCounts } from '../../stats/duration-counts'

/** Main is told of them so often. */
const tellMs = 250

/** How long handlers took over messages, by path: counted here, so that it costs main nothing per message. */
export class HandlingTimes {
  /** By path id, of those on which messages were handled since main was told. */
  readonly #byPath = new Map<number, DurationCounts>()
  /** Those added to last: messages of one path mostly come one behind the other. */
  #latest: { readonly pathId: number; readonly counts: DurationCounts } | null = null
  #isScheduled = false

  constructor(
    private readonly told: (pathId: number, pairs: readonly number[]) => void,
    private readonly after: (ms: number, task: () => void) => void,
  ) {}

  /** Adds a message that is done with. */
  add(pathId: number, durationMs: number): void {
    if (this.#latest?.pathId !== pathId) this.#latest = { pathId, counts: this.#countsOf(pathId) }
    this.#latest.counts.add(durationMs * 1000)
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.after(tellMs, () => {
      this.#isScheduled = false
      this.tell()
    })
  }

  /** Tells what was not told yet. */
  tell(): void {
    for (const [pathId, counts] of this.#byPath) {
      const pairs = counts.take()
      if (pairs.length > 0) this.told(pathId, pairs)
      // Paths come and go; one that is in use has its counts again next time.
      else this.#byPath.delete(pathId)
    }
    this.#latest = null
  }

  #countsOf(pathId: number): DurationCounts {
    const known = this.#byPath.get(pathId)
    if (known) return known
    const counts = new DurationCounts()
    this.#byPath.set(pathId, counts)
    return counts
  }
}
