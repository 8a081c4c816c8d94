import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { livenessBytes, livenessSlots, type ToWorker } from '../protocol'
import { Inbox } from './inbox'

const opened: MessageChannel[] = []

afterEach(() => {
  for (const { port1 } of opened.splice(0)) port1.close()
})

/** An inbox whose clock moves by 0.05 ms each time it is looked at, and whose turns are taken by hand. */
function inboxByHand() {
  const channel = new MessageChannel()
  opened.push(channel)
  const liveness = new Int32Array(new SharedArrayBuffer(livenessBytes))
  const received: ToWorker[] = []
  const waiting: (() => void)[] = []
  let now = 0
  new Inbox({
    port: channel.port2,
    liveness,
    receive: (message) => received.push(message),
    now: () => {
      now += 0.05
      return now
    },
    nextTurn: (task) => waiting.push(task),
  })
  let posted = 0
  const post = (items: readonly number[]): void => {
    posted += 1
    channel.port1.postMessage({ type: 'batch', seq: posted, items } satisfies ToWorker)
    Atomics.store(liveness, livenessSlots.posted, posted)
  }
  /** Posts and waits until the event loop has brought it. */
  const deliver = async (items: readonly number[]): Promise<void> => {
    const arrived = once(channel.port2, 'message')
    post(items)
    await arrived
  }
  const turn = (): void => waiting.shift()?.()
  return { channel, received, waiting, post, deliver, turn }
}

const numbers = (received: readonly ToWorker[]): readonly number[] =>
  received.map((message) => (message.type === 'batch' ? message.seq : 0))

describe('the inbox of a handler worker', () => {
  it('takes what was posted while it looks, without waiting for the event loop', async () => {
    const { received, post, deliver, turn } = inboxByHand()
    await deliver([1])
    post([1])
    turn()
    expect(numbers(received)).toEqual([1, 2])
  })

  it('takes one batch a turn, so that timers and promises have theirs', async () => {
    const { received, post, deliver, turn } = inboxByHand()
    await deliver([1])
    post([1])
    post([1])
    turn()
    expect(numbers(received)).toEqual([1, 2])
    turn()
    expect(numbers(received)).toEqual([1, 2, 3])
  })

  it('keeps the order whether it looks or is told', async () => {
    const { channel, received, post, deliver, turn } = inboxByHand()
    await deliver([1])
    post([1])
    channel.port1.postMessage({ type: 'stop' } satisfies ToWorker)
    turn()
    post([1])
    await expect.poll(() => received.map(({ type }) => type)).toEqual(['batch', 'batch', 'stop', 'batch'])
    expect(numbers(received)).toEqual([1, 2, 0, 3])
  })

  it('does not look after many events, nor after a probe', async () => {
    const { waiting, deliver } = inboxByHand()
    await deliver(Array(17).fill(1))
    await deliver([])
    expect(waiting).toEqual([])
  })

  it('looks more and more seldom where nothing comes in time', async () => {
    const { waiting, deliver, turn } = inboxByHand()
    const looked: number[] = []
    for (let occasion = 0; occasion < 40; occasion += 1) {
      await deliver([1])
      if (waiting.length > 0) looked.push(occasion)
      turn()
    }
    expect(looked).toEqual([0, 2, 5, 10, 19, 36])
  })
})
