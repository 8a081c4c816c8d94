/** The part of Electron's `powerMonitor` that tells of sleep. */
export interface SleepEvents {
  on(event: 'suspend' | 'resume', listener: () => void): unknown
}

/** The server, as it is switched on and off. */
export interface SleepingServer {
  readonly isServing: () => boolean
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Tells the clients that the server goes away before the machine sleeps, instead of leaving them with
 * sockets that are dead when it wakes; serves again then. A server that was stopped stays so.
 * @param report told where the server does not start again: its port was taken meanwhile
 */
export function stopDuringSleep(
  events: SleepEvents,
  server: SleepingServer,
  report: (error: unknown) => void,
): void {
  let wasServing = false
  let last = Promise.resolve()
  const then = (work: () => Promise<void>): void => {
    last = last.then(work).catch(report)
  }
  events.on('suspend', () =>
    then(async () => {
      wasServing ||= server.isServing()
      await server.stop()
    }),
  )
  events.on('resume', () =>
    then(async () => {
      const isWanted = wasServing && !server.isServing()
      wasServing = false
      if (isWanted) await server.start()
    }),
  )
}
