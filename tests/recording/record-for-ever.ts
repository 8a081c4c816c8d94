import { Recorder } from '../../src/main/recording/recorder'

/** A program of its own: records one message per turn until it is killed. Argument: the workspace. */
async function recordForEver(folder: string): Promise<void> {
  const recorder = new Recorder({
    connections: () => [],
    connection: () => undefined,
    capture: {
      tap: (listener) => {
        let seq = 0
        const timer = setInterval(() => {
          for (let index = 0; index < 200; index++) {
            seq += 1
            const at = performance.timeOrigin + performance.now()
            const payload = JSON.stringify({ seq, text: 'é'.repeat(seq % 300) })
            const numbers = { seq, at, connection: 1, code: 0, cause: 0 }
            listener({
              ...numbers,
              kind: 'text',
              direction: 'from-client',
              origin: 'client',
              path: '/',
              payload,
              faults: null,
            })
          }
        }, 1)
        return () => clearInterval(timer)
      },
    },
  })
  recorder.events.on('changed', () => {
    const { status } = recorder
    if (status.state === 'on' && status.bytes > 0) process.stdout.write(`${status.bytes}\n`)
  })
  process.stdout.write(`${await recorder.start(folder)}\n`)
}

await recordForEver(process.argv[2] ?? '')
