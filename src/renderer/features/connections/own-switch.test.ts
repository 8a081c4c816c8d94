import { describe, expect, it } from 'vitest'
import type { RuleView } from '../../../shared/ipc/snapshot'
import { faultSchema, passthroughRuleSchema } from '../../../shared/model/workspace'
import { faultSwitches, ownSwitchWords, ruleSwitches } from './own-switch'

function view(name: string, path: string, enabled = true): RuleView {
  return {
    rule: { ...passthroughRuleSchema.parse({ name, upstream: 'ws://up' }), path },
    enabled,
    source: 'workspace',
  }
}

const names = (path: string, ...patterns: readonly string[]) =>
  ruleSwitches(
    patterns.map((pattern) => view(pattern, pattern)),
    { path, passthrough: {} },
  ).map((one) => one.name)

describe('the passthrough switches of a connection', () => {
  it('are those of the rules on its path', () => {
    expect(names('/ws/a', '/ws/*', '/ws/:id', '/other', '/*')).toEqual(['/ws/*', '/ws/:id', '/*'])
  })

  it('leave out no rule whose path only the handlers understand', () => {
    expect(names('/ws', '/ws{/:id}', '*', '/v:version/x', '/files-*')).toHaveLength(4)
  })

  it('say what the connection’s own switch says, else the rule’s', () => {
    const switches = ruleSwitches([view('a', '/*'), view('b', '/*', false)], {
      path: '/',
      passthrough: { b: true },
    })
    expect(switches).toMatchObject([
      { enabled: true, isOwn: false },
      { enabled: true, isOwn: true },
    ])
  })

  it('are those of the faults that act on the messages of its path', () => {
    const faults = [
      { name: 'slow', latencyMs: { mean: 5 } },
      { name: 'refused', refuseUpgrade: 503 },
      { name: 'elsewhere', path: '/other', drop: 1 },
    ].map((fault) => ({ fault: faultSchema.parse(fault), enabled: false }))
    const switches = faultSwitches(faults, { path: '/', faults: { slow: true } })
    expect(switches).toMatchObject([{ name: 'slow', enabled: true, forOthers: false, isOwn: true }])
  })

  it('are said in words', () => {
    expect(ownSwitchWords({ passthrough: {}, faults: {} })).toBe('')
    expect(ownSwitchWords({ passthrough: { orders: true, prices: false }, faults: { slow: true } })).toBe(
      'passthrough for this connection: orders is on, prices is off; faults for this connection: slow is on',
    )
  })
})
