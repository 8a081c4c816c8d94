import { describe, expect, it } from 'vitest'
import { messageFilterSchema, passthroughRuleSchema } from '../../../shared/model/workspace'
import { filterWords } from './filter-words'
import { draftOf, emptyDraft, type RuleDraft, ruleOf, ruleProblems } from './rule-form'

const good: RuleDraft = { ...emptyDraft, name: 'prices', upstream: 'wss://api.example.com/ws' }

describe('the passthrough rule dialog', () => {
  it('turns a rule into fields and back without a loss', () => {
    const filters = [
      { any: true },
      { none: true },
      { exact: '' },
      { regex: '^a\\d', flags: 'i' },
      { regex: 'b' },
      { jsonpath: '$.a' },
      { jsonpath: '$.a', equals: { b: [1] } },
      { jsonpath: '$.a', equals: false },
    ].map((filter) => messageFilterSchema.parse(filter))
    for (const clientToServer of filters) {
      const rule = passthroughRuleSchema.parse({
        name: 'r',
        upstream: 'ws://x',
        clientToServer,
        onUpstreamClose: 'keep',
        forwardHeaders: ['cookie', 'authorization'],
        verifyTls: false,
      })
      expect(ruleOf(draftOf(rule), rule.enabled)).toEqual(rule)
    }
  })

  it('finds nothing wrong with what the workspace accepts', () => {
    expect(ruleProblems(good, [])).toEqual({})
    expect(passthroughRuleSchema.safeParse(ruleOf(good, true)).success).toBe(true)
  })

  it('names the field and the way out', () => {
    expect(ruleProblems(emptyDraft, [])).toEqual({
      name: 'A rule needs a name',
      upstream: 'Where do the messages go? For instance wss://api.example.com/ws',
    })
    expect(ruleProblems({ ...good, name: ' orders ' }, ['orders']).name).toBe(
      'Another rule is named “orders”',
    )
    expect(ruleProblems({ ...good, path: 'ws' }, []).path).toContain('starts with /')
    expect(ruleProblems({ ...good, path: '/ws/(a)' }, []).path).toContain('“(” can’t be in a path')
    expect(ruleProblems({ ...good, path: '/ws/:' }, []).path).toContain('needs a name')
    for (const path of ['/', '/*', '/ws/:room/*', '/a{/b}', '/caf%C3%A9']) {
      expect(ruleProblems({ ...good, path }, [])).toEqual({})
    }
    expect(ruleProblems({ ...good, upstream: 'https://x' }, []).upstream).toContain('ws:// or wss://')
    expect(ruleProblems({ ...good, forwardHeaders: 'cookie, a(b' }, []).forwardHeaders).toContain('“a(b”')
  })

  it('checks the pattern of the kind that is chosen, and no other', () => {
    const filter = (type: 'regex' | 'jsonpath' | 'any', value: string, equals = '') =>
      ruleProblems({ ...good, clientToServer: { type, value, flags: '', equals } }, []).clientToServer
    expect(filter('regex', '(')).toMatch(/unterminated group/i)
    expect(filter('any', '(')).toBeUndefined()
    expect(filter('regex', '')).toBe('Say which messages')
    expect(filter('jsonpath', 'a.b')).toContain('starts with $')
    expect(filter('jsonpath', '$.a', 'oops')).toContain('not JSON')
    expect(filter('jsonpath', '$.a', '"ok"')).toBeUndefined()
  })

  it('says filters in words', () => {
    expect(filterWords({ any: true })).toBe('every message')
    expect(filterWords({ regex: '^a', flags: 'i' })).toBe('/^a/i')
    expect(filterWords({ jsonpath: '$.a', equals: 'x' })).toBe('$.a = "x"')
  })
})
