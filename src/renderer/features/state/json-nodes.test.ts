import { describe, expect, it } from 'vitest'
import { keyProblem, readJson } from './json-entry'
import { jsonNodes, summarizeJson } from './json-nodes'

const state = { count: 3, users: { ann: { age: 41 }, bob: [] }, 'a"b': null }

const words = (expanded: readonly string[] = []) =>
  jsonNodes(state, new Set(expanded)).map(
    ({ level, label, value }) => `${'  '.repeat(level - 1)}${label}: ${summarizeJson(value)}`,
  )

describe('a tree of JSON entries', () => {
  it('shows each entry in a line', () => {
    expect(words()).toEqual(['count: 3', 'users: { 2 keys }', 'a"b: null'])
  })

  it('shows what is inside what was expanded', () => {
    expect(words(['["users"]', '["users","ann"]'])).toEqual([
      'count: 3',
      'users: { 2 keys }',
      '  ann: { 1 key }',
      '    age: 41',
      '  bob: []',
      'a"b: null',
    ])
  })

  it('offers nothing to expand in a value without anything inside', () => {
    const nodes = jsonNodes({ a: {}, b: 1, c: [1] }, new Set())
    expect(nodes.map(({ expanded }) => expanded)).toEqual([null, null, false])
  })

  it('lists a part of a very long array and says how much is left', () => {
    const nodes = jsonNodes(
      { long: Array.from({ length: 1_000 }, (_, index) => index) },
      new Set(['["long"]']),
    )
    expect(nodes).toHaveLength(202)
    expect(nodes.at(-1)?.value).toBe('800 more')
  })
})

describe('a typed JSON value', () => {
  it('is read as JSON', () => {
    expect(readJson(' {"a": [1, null]} ')).toEqual({ ok: true, value: { a: [1, null] } })
  })

  it('is refused in words that say what to type', () => {
    expect(readJson('')).toMatchObject({ ok: false, problem: expect.stringContaining('Type a JSON value') })
    expect(readJson('ann lee')).toEqual({ ok: false, problem: 'Text needs quotes: "ann lee"' })
    expect(readJson('{"a":')).toMatchObject({ ok: false, problem: expect.stringContaining('Not JSON') })
  })

  it('needs a key that is not taken', () => {
    expect(keyProblem('', state)).toBe('Type a key')
    expect(keyProblem('count', state)).toContain('exists already')
    expect(keyProblem('toString', state)).toBeNull()
  })
})
