import { describe, expect, it } from 'vitest'
import type { RuleView } from '../../../shared/ipc/snapshot'
import { passthroughRuleSchema } from '../../../shared/model/workspace'
import { ownSwitchWords, ruleSwitches } from './passthrough-switches'

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
  ).map((one) => one.view.rule.name)

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

  it('are said in words', () => {
    expect(ownSwitchWords({})).toBe('')
    expect(ownSwitchWords({ orders: true, prices: false })).toBe(
      'passthrough: orders is on, prices is off for this connection',
    )
  })
})
