import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Fault, faultSchema } from '../../../shared/model/workspace'
import { FaultTable, type Stall } from './fault-table'

function fault(settings: Partial<z.input<typeof faultSchema>>): Fault {
  return faultSchema.parse({ name: 'test', enabled: true, ...settings })
}

function tableWith(random: number, ...faults: Fault[]): FaultTable {
  const table = new FaultTable(() => random)
  table.setFaults(faults)
  return table
}

const message = { payload: 'message', payloadBytes: 7 }

describe('faults', () => {
  it('leave a connection alone where none is on for its path', () => {
    const table = tableWith(
      0,
      fault({ path: '/other', drop: 1 }),
      fault({ name: 'off', enabled: false, drop: 1 }),
    )
    expect(table.forConnection('/chat').idle).toBe(true)
  })

  it('refuse upgrades on their path with their status', () => {
    const table = tableWith(0, fault({ name: 'down', path: '/api/*', refuseUpgrade: 503 }))
    expect(table.refusal('/api/x')).toEqual({ status: 503, name: 'down' })
    expect(table.refusal('/chat')).toBeNull()
  })

  it('lose a message when the random number is below the probability', () => {
    const table = tableWith(0.29, fault({ drop: 0.3 }))
    expect(table.forConnection('/').decide(message)).toMatchObject({
      copies: 0,
      acts: [{ fault: 'test', action: 'dropped' }],
    })
    const lucky = tableWith(0.3, fault({ drop: 0.3 }))
    expect(lucky.forConnection('/').decide(message).copies).toBe(1)
  })

  it('double a message, add their delays, and tell of each', () => {
    const latencyMs = { mean: 20, stddev: 0, min: 0, max: 100 }
    const table = tableWith(
      0.1,
      fault({ name: 'a', latencyMs }),
      fault({ name: 'b', latencyMs, duplicate: 0.5 }),
    )
    const verdict = table.forConnection('/').decide(message)
    expect(verdict).toMatchObject({ copies: 2, delayMs: 40, disconnect: null })
    expect(verdict.acts).toEqual([
      { fault: 'a', action: 'delayed', ms: 20 },
      { fault: 'b', action: 'delayed', ms: 20 },
      { fault: 'b', action: 'duplicated' },
    ])
  })

  it('tell nothing else of a message that is lost', () => {
    const latencyMs = { mean: 20, stddev: 0, min: 0, max: 100 }
    const table = tableWith(0, fault({ name: 'a', latencyMs, duplicate: 1 }), fault({ name: 'b', drop: 1 }))
    expect(table.forConnection('/').decide(message)).toMatchObject({
      copies: 0,
      delayMs: 0,
      acts: [{ fault: 'b', action: 'dropped' }],
    })
  })

  it('disconnect after so many messages, counted per connection and since the fault was switched on', () => {
    const closing = fault({ disconnectAfter: 2, closeCode: 4001 })
    const table = tableWith(0, closing)
    const first = table.forConnection('/')
    const second = table.forConnection('/')
    expect(first.decide(message).disconnect).toBeNull()
    expect(second.decide(message).disconnect).toBeNull()
    expect(first.decide(message).disconnect).toEqual({ fault: 'test', code: 4001 })
    table.setFaults([])
    expect(second.idle).toBe(true)
    table.setFaults([closing])
    expect(second.decide(message).disconnect).toBeNull()
    expect(second.decide(message).disconnect).not.toBeNull()
  })

  it('let through only so many bytes a second, whatever came before', () => {
    const table = tableWith(0, fault({ throttle: 1000 }))
    const faults = table.forConnection('/')
    const large = { payload: 'x'.repeat(500), payloadBytes: 500 }
    const first = faults.decide(large)
    const second = faults.decide(large)
    expect(first.delayMs).toBeGreaterThan(490)
    expect(second.delayMs - first.delayMs).toBeGreaterThan(400)
    expect(second.acts).toEqual([{ fault: 'test', action: 'throttled', ms: second.delayMs }])
  })

  it('say where a message is corrupted, and which fault lets the next one go first', () => {
    const table = tableWith(0.2, fault({ corrupt: 0.5, reorder: 0.3 }))
    const corruption = { at: 1, was: 'e', became: '\u{fffd}' }
    expect(table.forConnection('/').decide(message)).toMatchObject({
      corruption,
      reorder: 'test',
      acts: [{ fault: 'test', action: 'corrupted', corruption }],
    })
  })

  it('corrupt a message once, however many of them would', () => {
    const table = tableWith(0.2, fault({ name: 'a', corrupt: 1 }), fault({ name: 'b', corrupt: 1 }))
    const { acts } = table.forConnection('/').decide(message)
    expect(acts.map((act) => act.fault)).toEqual(['a'])
  })

  it('leave handshakes on their path unanswered for so long, and tell of it', () => {
    const table = tableWith(0, fault({ path: '/slow', stallUpgradeMs: 5000 }))
    const stalls: Stall[] = []
    table.onStalled((stall) => stalls.push(stall))
    expect(table.stall('/fast')).toBe(0)
    expect(table.stall('/slow')).toBe(5000)
    expect(stalls).toEqual([{ fault: 'test', path: '/slow', ms: 5000 }])
  })

  it('reach open connections when they change', () => {
    const table = tableWith(0)
    const faults = table.forConnection('/')
    expect(faults.idle).toBe(true)
    table.setFaults([fault({ drop: 1 })])
    expect(faults.idle).toBe(false)
  })
})
