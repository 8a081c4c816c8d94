import type { Draft } from '../../../shared/model/handlers'

/** Keeps unsaved text across restarts of the window and of the app. */
export interface DraftStore {
  get(path: string): Draft | null
  set(draft: Draft): void
  remove(path: string): void
}

/** Where drafts are kept: the main process, for one workspace. */
export interface DraftKeeper {
  keep(draft: Draft): void
  drop(path: string): void
}

/** What a crash may cost of the text typed last, in milliseconds; each draft holds the whole text. */
const delayMs = 150

/** The drafts of one workspace, handed to the keeper while a person types, though not at every key. */
export class DelayedDrafts implements DraftStore {
  readonly #drafts: Map<string, Draft>
  readonly #waiting = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | null = null

  /** @param kept What the keeper holds already. */
  constructor(
    kept: readonly Draft[],
    private readonly keeper: DraftKeeper,
  ) {
    this.#drafts = new Map(kept.map((draft) => [draft.path, draft]))
  }

  get(path: string): Draft | null {
    return this.#drafts.get(path) ?? null
  }

  set(draft: Draft): void {
    this.#drafts.set(draft.path, draft)
    this.#waiting.add(draft.path)
    this.#timer ??= setTimeout(() => this.flush(), delayMs)
  }

  remove(path: string): void {
    this.#waiting.delete(path)
    if (this.#drafts.delete(path)) this.keeper.drop(path)
  }

  /** Hands over what still waits: before the window goes away. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    for (const path of this.#waiting) {
      const draft = this.#drafts.get(path)
      if (draft) this.keeper.keep(draft)
    }
    this.#waiting.clear()
  }
}
