/** Entries that go with a tail because they changed after they were captured. */
const maxRemarked = 1000
/** Of those that changed before the last tail, the newest stay: the window may show the detail of one. */
const keptRemarked = 100

/** Which entries have changed after they were captured, so that the window can draw their rows anew. */
export class RemarkedEntries {
  /** Since the last tail, the latest last. */
  #latest = new Set<number>()
  /** Told by the last tail already, which the next one may have overtaken on its way to the window. */
  #told: readonly number[] = []

  add(seq: number): void {
    this.#latest.delete(seq)
    this.#latest.add(seq)
  }

  /** The latest last. */
  get seqs(): readonly number[] {
    return [...this.#told.filter((seq) => !this.#latest.has(seq)), ...this.#latest].slice(-maxRemarked)
  }

  /** Whether more have changed since the last tail than one tells of. */
  get areTooMany(): boolean {
    return this.#latest.size > maxRemarked
  }

  /** A tail has told of them. */
  settle(): void {
    this.#told = this.seqs.slice(-Math.max(keptRemarked, this.#latest.size))
    this.#latest = new Set()
  }
}
