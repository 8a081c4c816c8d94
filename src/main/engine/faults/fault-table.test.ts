import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Fault, faultSchema } from '../../../shared/model/workspace'
import type { FaultAct } from './connection-faults'
import { FaultTable } from './fault-table'

function fault(settings: Partial<z.input<typeof faultSchema>>): Fault {
  return faultSchema.parse({ name: 'test', enabled: true, ...settings })
}

function tableWith(random: number, ...faults: Fault[]): { table: FaultTable; acts: FaultAct[] } {
  const table = new FaultTable(() => random)
  const acts: FaultAct[] = []
  table.onActed((_connection, act) => acts.push(act))
  table.setFaults(faults)
  return { table, acts }
}

describe('faults', () => {
  it('leave a connection alone where none is on for its path', () => {
    const { table } = tableWith(
      0,
      fault({ path: '/other', drop: 1 }),
      fault({ name: 'off', enabled: false, drop: 1 }),
    )
    expect(table.forConnection(1, '/chat').idle).toBe(true)
  })

  it('refuse upgrades on their path with their status', () => {
    const { table } = tableWith(0, fault({ name: 'down', path: '/api/*', refuseUpgrade: 503 }))
    expect(table.refusal('/api/x')).toEqual({ status: 503, name: 'down' })
    expect(table.refusal('/chat')).toBeNull()
  })

  it('lose a message when the random number is below the probability', () => {
    const { table, acts } = tableWith(0.29, fault({ drop: 0.3 }))
    expect(table.forConnection(1, '/').decide(0).copies).toBe(0)
    expect(acts).toEqual([{ fault: 'test', action: 'dropped' }])
    const { table: lucky } = tableWith(0.3, fault({ drop: 0.3 }))
    expect(lucky.forConnection(1, '/').decide(0).copies).toBe(1)
  })

  it('double a message, add their delays, and tell of each', () => {
    const latencyMs = { mean: 20, stddev: 0, min: 0, max: 100 }
    const { table, acts } = tableWith(
      0.1,
      fault({ name: 'a', latencyMs }),
      fault({ name: 'b', latencyMs, duplicate: 0.5 }),
    )
    expect(table.forConnection(1, '/').decide(0)).toMatchObject({ copies: 2, delayMs: 40, disconnect: null })
    expect(acts.map((act) => `${act.fault} ${act.action}`)).toEqual([
      'a delayed',
      'b delayed',
      'b duplicated',
    ])
  })

  it('disconnect after so many messages, counted per connection and since the fault was switched on', () => {
    const closing = fault({ disconnectAfter: 2, closeCode: 4001 })
    const { table } = tableWith(0, closing)
    const first = table.forConnection(1, '/')
    const second = table.forConnection(2, '/')
    expect(first.decide(0).disconnect).toBeNull()
    expect(second.decide(0).disconnect).toBeNull()
    expect(first.decide(0).disconnect).toEqual({ fault: 'test', code: 4001 })
    table.setFaults([])
    expect(second.idle).toBe(true)
    table.setFaults([closing])
    expect(second.decide(0).disconnect).toBeNull()
    expect(second.decide(0).disconnect).not.toBeNull()
  })

  it('let through only so many bytes a second, whatever came before', () => {
    const { table, acts } = tableWith(0, fault({ throttle: 1000 }))
    const faults = table.forConnection(1, '/')
    const first = faults.decide(500).delayMs
    const second = faults.decide(500).delayMs
    expect(first).toBeGreaterThan(490)
    expect(second - first).toBeGreaterThan(400)
    expect(acts.map(({ action }) => action)).toEqual(['throttled', 'throttled'])
  })

  it('say where a message is corrupted, and which fault lets the next one go first', () => {
    const { table, acts } = tableWith(0.2, fault({ corrupt: 0.5, reorder: 0.3 }))
    expect(table.forConnection(1, '/').decide(9)).toMatchObject({ corruptAt: 0.2, reorder: 'test' })
    expect(acts).toEqual([{ fault: 'test', action: 'corrupted' }])
  })

  it('leave handshakes on their path unanswered for so long, and tell of it', () => {
    const { table, acts } = tableWith(0, fault({ path: '/slow', stallUpgradeMs: 5000 }))
    expect(table.stall('/fast')).toBe(0)
    expect(table.stall('/slow')).toBe(5000)
    expect(acts).toEqual([{ fault: 'test', action: 'stalled', delayMs: 5000, path: '/slow' }])
  })

  it('reach open connections when they change', () => {
    const { table } = tableWith(0)
    const faults = table.forConnection(1, '/')
    expect(faults.idle).toBe(true)
    table.setFaults([fault({ drop: 1 })])
    expect(faults.idle).toBe(false)
  })
})
