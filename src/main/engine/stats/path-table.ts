import { PathFigures } from './path-figures'

/** Further paths are counted together. */
const mostPaths = 100

/** The figures of each path, for a bounded number of them. */
export class PathTable {
  /** Those of all paths that have none of their own. */
  readonly others = new PathFigures(0, null)
  readonly #byPath = new Map<string, PathFigures>()
  readonly #byId = new Map<number, PathFigures>()
  /** Never used again: what comes late must not count for another path. */
  #lastId = 0

  constructor(private readonly limit = mostPaths) {}

  /** Where a connection on this path counts that opens now. */
  of(path: string): PathFigures {
    const known = this.#byPath.get(path)
    if (known) return known
    if (this.#byPath.size >= this.limit && !this.#giveUpOne()) return this.others
    this.#lastId += 1
    const figures = new PathFigures(this.#lastId, path)
    this.#byPath.set(path, figures)
    this.#byId.set(figures.id, figures)
    return figures
  }

  /** Those with this number; null where there are none any more. */
  byId(id: number): PathFigures | null {
    return id === this.others.id ? this.others : (this.#byId.get(id) ?? null)
  }

  /** All, the others last. */
  *[Symbol.iterator](): IterableIterator<PathFigures> {
    yield* this.#byPath.values()
    yield this.others
  }

  /** The path whose last connection was closed the longest ago makes room; false where all have some. */
  #giveUpOne(): boolean {
    let oldest: PathFigures | null = null
    for (const figures of this.#byPath.values()) {
      if (figures.connections > 0) continue
      if (oldest === null || figures.lastUsedAt < oldest.lastUsedAt) oldest = figures
    }
    if (oldest?.path === undefined || oldest.path === null) return false
    this.#byPath.delete(oldest.path)
    this.#byId.delete(oldest.id)
    this.others.absorb(oldest)
    return true
  }
}
