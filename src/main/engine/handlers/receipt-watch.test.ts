import { describe, expect, it } from 'vitest'
import { FakeClock } from '../fake-clock.test-support'
import { FakeHost } from './fake-host.test-support'
import { ReceiptWatch } from './receipt-watch'

function watch(isNeeded = true) {
  const clock = new FakeClock()
  const host = new FakeHost()
  let blockedAt: number | null = null
  const receipts = new ReceiptWatch(
    host,
    1000,
    clock,
    () => isNeeded,
    () => {
      blockedAt = clock.now()
    },
  )
  return { clock, host, receipts, blockedAt: () => blockedAt }
}

describe('ReceiptWatch', () => {
  it('reports a host that takes in nothing for the time limit', () => {
    const { clock, host, blockedAt } = watch()
    host.block(7)
    host.post([])
    clock.advance(1000)
    expect(blockedAt()).toBeNull()
    clock.advance(500)
    expect(blockedAt()).not.toBeNull()
  })

  it('leaves a host alone that takes batches in, however long its handlers take', () => {
    const { clock, host, blockedAt } = watch()
    host.run(7)
    for (let second = 0; second < 60; second++) {
      host.post([])
      clock.advance(1000)
    }
    expect(blockedAt()).toBeNull()
  })

  it('leaves a host alone that works through a long batch: each callback is a sign of life', () => {
    const { clock, host, blockedAt } = watch()
    host.block(1)
    host.post([])
    for (let entry = 1; entry < 20; entry++) {
      host.run(entry)
      clock.advance(500)
    }
    expect(blockedAt()).toBeNull()
    clock.advance(2000)
    expect(blockedAt()).not.toBeNull()
  })

  it('notices an idle host that blocks on a timer, by batches of its own', () => {
    const { clock, host, blockedAt } = watch()
    clock.advance(5000)
    host.block(0)
    clock.advance(1500)
    expect(blockedAt()).not.toBeNull()
  })

  it('posts nothing to an idle host that nobody needs', () => {
    const { clock, host } = watch(false)
    clock.advance(10_000)
    expect(host.posted).toBe(0)
  })

  it('starts the time again when main itself had stopped', () => {
    const { clock, host, blockedAt } = watch()
    host.block(3)
    host.post([])
    clock.advance(500)
    clock.jump(3_600_000)
    expect(blockedAt()).toBeNull()
    clock.advance(1500)
    expect(blockedAt()).not.toBeNull()
  })

  it('reports once, and not after it was disposed', () => {
    const { clock, host, receipts, blockedAt } = watch()
    host.block(3)
    host.post([])
    receipts.dispose()
    clock.advance(10_000)
    expect(blockedAt()).toBeNull()
  })
})
