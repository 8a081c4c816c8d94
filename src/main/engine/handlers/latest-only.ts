interface Waiting<T, R> {
  readonly input: T
  readonly settle: readonly ((result: Promise<R>) => void)[]
}

/** Runs one request at a time; of those that come meanwhile only the newest is run, and answers them all. */
export class LatestOnly<T, R> {
  #waiting: Waiting<T, R> | null = null
  #isRunning = false

  constructor(private readonly run: (input: T) => Promise<R>) {}

  request(input: T): Promise<R> {
    return new Promise((resolve) => {
      this.#waiting = { input, settle: [...(this.#waiting?.settle ?? []), resolve] }
      if (!this.#isRunning) void this.#work()
    })
  }

  async #work(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting) {
      const { input, settle } = this.#waiting
      this.#waiting = null
      const result = this.run(input)
      for (const resolve of settle) resolve(result)
      await result.catch(() => undefined) // Whoever asked gets the error.
    }
    this.#isRunning = false
  }
}
