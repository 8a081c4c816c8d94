/** What of `process` is needed here. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown
  exit(code: number): void
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * One Ctrl-C can arrive twice: from the terminal, and from npm, which passes its own on where the shell
 * between them waits. So soon after the first, a signal is the same wish.
 */
const sameWishMs = 500

/**
 * Resolves when the user asks for the end; asked again, the process ends at once.
 * @param now milliseconds
 */
export function untilStopped(
  source: SignalSource,
  exitCode: number,
  now: () => number = () => performance.now(),
): Promise<void> {
  let askedAt: number | null = null
  return new Promise((resolve) => {
    for (const signal of signals) {
      source.on(signal, () => {
        if (askedAt !== null && now() - askedAt >= sameWishMs) source.exit(exitCode)
        askedAt ??= now()
        resolve()
      })
    }
  })
}
