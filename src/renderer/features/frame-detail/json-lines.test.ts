import { describe, expect, it } from 'vitest'
import type { Json } from '../../../shared/json'
import { jsonLines, memberPath } from './json-lines'

const text = (value: Json, folded: readonly string[] = []) =>
  jsonLines(value, new Set(folded)).map(
    ({ depth, tokens }) => '  '.repeat(depth) + tokens.map((token) => token.text).join(''),
  )

const order: Json = {
  id: 17,
  items: [{ sku: 'A', ok: true }, null],
  empty: {},
  none: [],
  'odd key': 'say "hi"',
}

describe('pretty JSON', () => {
  it('prints like JSON.stringify, but for the inside of empty brackets', () => {
    expect(text(order).join('\n')).toBe(JSON.stringify(order, null, 2))
  })

  it('folds an object and an array to a line that counts what is inside', () => {
    expect(text(order, ['$.items'])).toContain('  "items": [ 2 items ],')
    expect(text(order, ['$.items[0]'])).toContain('    { 2 keys },')
    expect(text(order, ['$'])).toEqual(['{ 5 keys }'])
  })

  it('says for each line where its value is', () => {
    const paths = jsonLines(order, new Set()).map(({ path }) => path)
    expect(paths).toContain('$.items[0].sku')
    expect(paths).toContain("$['odd key']")
  })

  it('quotes keys in paths as JSONPath wants them', () => {
    expect(memberPath('$', "it's")).toBe("$['it\\'s']")
    expect(memberPath('$.a', 'b_1')).toBe('$.a.b_1')
  })

  it('offers folding only where there is something inside', () => {
    const lines = jsonLines(order, new Set(['$.items']))
    expect(lines.filter(({ fold }) => fold === 'open').map(({ path }) => path)).toEqual(['$'])
    expect(lines.filter(({ fold }) => fold === 'folded').map(({ path }) => path)).toEqual(['$.items'])
  })

  it('does not visit what is inside a folded value', () => {
    const trap: Json = new Proxy([1, 2, 3], {
      get(target, key, receiver) {
        if (key === '0') throw new Error('visited')
        return Reflect.get(target, key, receiver)
      },
    })
    expect(text({ trap }, ['$.trap'])).toContain('  "trap": [ 3 items ]')
  })

  it('prints a bare value', () => {
    expect(text('hi')).toEqual(['"hi"'])
    expect(text(null)).toEqual(['null'])
  })
})
