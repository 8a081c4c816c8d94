import { describe, expect, it, vi } from 'vitest'
import type { UnderstudyBridge } from '../../shared/ipc/bridge'
import type { Push, Snapshot } from '../../shared/ipc/snapshot'
import type { Result } from '../../shared/result'
import { PushReceiver } from './push-receiver'

function push(number: number): Push {
  return {
    push: number,
    slices: {},
    connections: { changed: [], removed: [] },
    rooms: [],
    console: { cleared: false, added: [] },
    clientLogs: [],
  }
}

function snapshot(number: number): Snapshot {
  // Only the number matters to the receiver.
  return { push: number } as Snapshot
}

function start() {
  const listeners = new Set<(push: Push) => void>()
  const answers: ((result: Result<Snapshot>) => void)[] = []
  const request = () => new Promise<Result<Snapshot>>((resolve) => answers.push(resolve))
  const seen: string[] = []
  const acknowledged: number[] = []
  const onError = vi.fn()
  const receiver = new PushReceiver(
    {
      // The receiver makes one kind of request.
      request: request as unknown as UnderstudyBridge['request'],
      onPush: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      ack: (number) => acknowledged.push(number),
    },
    {
      onSnapshot: (received) => seen.push(`snapshot ${received.push}`),
      onPush: (received) => seen.push(`push ${received.push}`),
      onError,
    },
  )
  const started = receiver.start()
  return {
    receiver,
    started,
    seen,
    acknowledged,
    onError,
    answers,
    listeners,
    deliver: (number: number) => {
      for (const listener of listeners) listener(push(number))
    },
    answer: async (result: Result<Snapshot>) => {
      answers.shift()?.(result)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

describe('PushReceiver', () => {
  it('subscribes before it asks for the snapshot', () => {
    const { listeners, answers } = start()
    expect(listeners.size).toBe(1)
    expect(answers).toHaveLength(1)
  })

  it('holds pushes back while the snapshot loads, then applies only the later ones', async () => {
    const { deliver, answer, seen, acknowledged } = start()
    deliver(4)
    deliver(5)
    deliver(6)
    expect(seen).toEqual([])
    await answer({ ok: true, value: snapshot(5) })
    expect(seen).toEqual(['snapshot 5', 'push 6'])
    expect(acknowledged).toEqual([5, 6])
  })

  it('applies and acknowledges pushes in order', async () => {
    const { deliver, answer, seen, acknowledged } = start()
    await answer({ ok: true, value: snapshot(0) })
    deliver(1)
    deliver(2)
    deliver(2)
    expect(seen).toEqual(['snapshot 0', 'push 1', 'push 2'])
    expect(acknowledged).toEqual([0, 1, 2])
  })

  it('loads a new snapshot when a push is missing', async () => {
    const { deliver, answer, seen } = start()
    await answer({ ok: true, value: snapshot(1) })
    deliver(2)
    deliver(4)
    deliver(5)
    await answer({ ok: true, value: snapshot(4) })
    deliver(6)
    expect(seen).toEqual(['snapshot 1', 'push 2', 'snapshot 4', 'push 5', 'push 6'])
  })

  it('reports a snapshot that can not be had', async () => {
    const { answer, onError, seen, started } = start()
    await answer({ ok: false, error: { code: 'internal', message: 'no luck' } })
    await started
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'internal', message: 'no luck' }))
    expect(seen).toEqual([])
  })

  it('hears nothing after it was stopped', async () => {
    const { answer, receiver, listeners } = start()
    await answer({ ok: true, value: snapshot(0) })
    receiver.stop()
    expect(listeners.size).toBe(0)
  })
})
