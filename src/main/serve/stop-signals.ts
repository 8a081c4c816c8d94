/** What of `process` is needed here. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown
  exit(code: number): void
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Resolves when the user asks for the end; asked again, the process ends at once. */
export function untilStopped(source: SignalSource, exitCode: number): Promise<void> {
  let asked = false
  return new Promise((resolve) => {
    for (const signal of signals) {
      source.on(signal, () => {
        if (asked) source.exit(exitCode)
        asked = true
        resolve()
      })
    }
  })
}
