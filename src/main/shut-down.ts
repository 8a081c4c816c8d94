import type { App } from 'electron'

/** Clients get their close frames and handlers their `onDisconnect`; a hanging one must not keep the app. */
const limitMs = 4000

/** Lets `cleanUp` finish before the app ends, within a limit. */
export function shutDownCleanly(
  app: App,
  cleanUp: () => Promise<void>,
  log: (message: string, error?: unknown) => void,
): void {
  let isEnding = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (isEnding) return
    isEnding = true
    withinLimit(cleanUp())
      .catch((error: unknown) => log('Ending was not clean', error))
      .then(() => app.exit(0))
  })
}

async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${limitMs} ms.`)), limitMs)
  })
  try {
    await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
