/** Longest run of occasions that are passed over because waiting was no use. */
const longestRest = 64

/**
 * Whether it is worth waiting awake: waking a sleeping thread costs several times what a lone message costs. Where
 * nothing comes in time, fewer and fewer occasions are taken, so that slow handlers and slow clients burn no processor
 * time.
 */
export class Patience {
  /** Occasions to pass over. */
  #rest = 0
  #nextRest = 1

  /** Whether this occasion is to be taken. */
  takes(): boolean {
    if (this.#rest === 0) return true
    this.#rest -= 1
    return false
  }

  /** What was waited for came in time. */
  rewarded(): void {
    this.#nextRest = 1
  }

  /** It did not. */
  disappointed(): void {
    this.#rest = this.#nextRest
    this.#nextRest = Math.min(longestRest, this.#nextRest * 2)
  }
}
