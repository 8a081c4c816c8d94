/** Work on one connection. A promise that it returns never rejects. */
export type Job = () => Promise<void> | undefined

/** Runs the work of one connection strictly in order; work that ends at once costs no promise. */
export class ConnectionQueue {
  /** Made when it is first needed: most connections never keep anybody waiting. */
  #waiting: Job[] | null = null
  #next = 0
  #isBusy = false

  /** Whether a job may be run at once, without `add`; if it leaves a promise, that is for `occupy`. */
  get isIdle(): boolean {
    return !this.#isBusy
  }

  /** Runs the job now or after those before it. */
  add(job: Job): void {
    if (this.#isBusy) {
      this.#waiting ??= []
      this.#waiting.push(job)
      return
    }
    // Busy while it runs, too: what it adds itself must wait for it.
    this.#isBusy = true
    const pending = job()
    if (pending) this.occupy(pending)
    else this.#advance()
  }

  /** Makes later jobs wait for `pending`. */
  occupy(pending: Promise<void>): void {
    this.#isBusy = true
    void pending.then(() => this.#advance())
  }

  #advance(): void {
    while (this.#waiting !== null && this.#next < this.#waiting.length) {
      const job = this.#waiting[this.#next]
      this.#next += 1
      const pending = job?.()
      if (pending) {
        this.#compact()
        this.occupy(pending)
        return
      }
    }
    this.#waiting = null
    this.#next = 0
    this.#isBusy = false
  }

  /** Lets go of jobs that are done, without moving the rest each time. */
  #compact(): void {
    if (this.#next < 256 || this.#waiting === null) return
    this.#waiting = this.#waiting.slice(this.#next)
    this.#next = 0
  }
}
