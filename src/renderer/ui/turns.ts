/** Runs tasks one after the other, each in a task of the browser of its own. */
export class Turns {
  readonly #waiting = new Set<() => void>()
  #isScheduled = false

  /** Waits for a turn; the returned function gives it up. Whoever had one calls `next` when it is done. */
  wait(task: () => void): () => void {
    this.#waiting.add(task)
    this.next()
    return () => this.#waiting.delete(task)
  }

  /** Lets the next one go. */
  next(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return
    this.#isScheduled = true
    setTimeout(() => {
      this.#isScheduled = false
      const [task] = this.#waiting
      if (!task) return
      this.#waiting.delete(task)
      task()
    })
  }
}
