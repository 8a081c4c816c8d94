import { describe, expect, it } from 'vitest'
import { untilStopped } from './stop-signals'

function signalSource() {
  const listeners = new Map<string, () => void>()
  const exits: number[] = []
  return {
    source: {
      on: (signal: NodeJS.Signals, listener: () => void) => listeners.set(signal, listener),
      exit: (code: number) => exits.push(code),
    },
    exits,
    raise: (signal: NodeJS.Signals) => listeners.get(signal)?.(),
  }
}

describe('waiting for the user to stop the server', () => {
  it('takes a repeat that comes right after the first for the same wish', async () => {
    const { source, exits, raise } = signalSource()
    let now = 1000
    const stopped = untilStopped(source, 130, () => now)
    raise('SIGINT')
    now += 20
    raise('SIGINT')
    await stopped
    expect(exits).toEqual([])
  })

  it('ends at once when it is asked again', () => {
    const { source, exits, raise } = signalSource()
    let now = 1000
    void untilStopped(source, 130, () => now)
    raise('SIGINT')
    now += 2000
    raise('SIGTERM')
    expect(exits).toEqual([130])
  })
})
