/** Entries to look through before forgetting those that nobody retains any more. */
const pruneAbove = 4096

/**
 * Events that acted on something else than their own connection (a broadcast, a send to another one).
 * Code that runs on after its event was handled adds entries that are never taken, so the set prunes itself.
 */
export class EffectSet {
  readonly #entries = new Set<number>()
  #pruneAt = pruneAbove

  constructor(private readonly retained: () => Iterable<number>) {}

  add(entry: number): void {
    this.#entries.add(entry)
    if (this.#entries.size > this.#pruneAt) this.#prune()
  }

  /** Whether the entry acted; forgets it. */
  take(entry: number): boolean {
    return this.#entries.size > 0 && this.#entries.delete(entry)
  }

  #prune(): void {
    const retained = new Set(this.retained())
    for (const entry of this.#entries) if (!retained.has(entry)) this.#entries.delete(entry)
    // Twice what is left: the cost of looking stays in proportion to what was added.
    this.#pruneAt = Math.max(pruneAbove, this.#entries.size * 2)
  }
}
