export interface SlowClientLimits {
  /** What may wait for a client for longer than `slowClientGraceMs`. */
  readonly slowClientBytes: number
  /** How long a client may take over a burst or a large message that is above the limit. */
  readonly slowClientGraceMs: number
}

/** A client with this many times the limit waiting for it gets no grace: memory has to stay bounded. */
const mostTimesLimit = 4

/** Tells a client that reads too slowly from one that was just sent a lot at once. */
export class SlowClientWatch {
  readonly #limits: SlowClientLimits
  readonly #bufferedBytes: () => number
  readonly #tooSlow: (bufferedBytes: number) => void
  #timer: NodeJS.Timeout | null = null

  /** `bufferedBytes`: what waits for the client now. */
  constructor(
    limits: SlowClientLimits,
    bufferedBytes: () => number,
    tooSlow: (bufferedBytes: number) => void,
  ) {
    this.#limits = limits
    this.#bufferedBytes = bufferedBytes
    this.#tooSlow = tooSlow
  }

  /** To be called after each write. */
  check(): void {
    const bytes = this.#bufferedBytes()
    const { slowClientBytes, slowClientGraceMs } = this.#limits
    if (bytes <= slowClientBytes) {
      if (this.#timer !== null) this.stop()
    } else if (bytes > slowClientBytes * mostTimesLimit) {
      this.stop()
      this.#tooSlow(bytes)
    } else if (this.#timer === null) {
      this.#timer = setTimeout(() => this.#onGraceOver(), slowClientGraceMs)
    }
  }

  /** The connection is over. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #onGraceOver(): void {
    this.#timer = null
    const bytes = this.#bufferedBytes()
    if (bytes > this.#limits.slowClientBytes) this.#tooSlow(bytes)
  }
}
