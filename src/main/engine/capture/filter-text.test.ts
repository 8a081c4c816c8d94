import { describe, expect, it } from 'vitest'
import { compileFilterText } from './filter-text'

function matches(typed: string, payload: string | Uint8Array | null, path = '/ws', id = 'c1'): boolean {
  const compiled = compileFilterText(typed)
  if (!compiled.ok) throw new Error(compiled.error)
  return compiled.matches === null || compiled.matches(payload, path, id)
}

function errorOf(typed: string): string | null {
  const compiled = compileFilterText(typed)
  return compiled.ok ? null : compiled.error
}

describe('plain text', () => {
  it('is found in payload, path and connection id, ignoring case', () => {
    expect(matches('HELLO', 'say hello')).toBe(true)
    expect(matches('ÄRGER', 'ärger')).toBe(true)
    expect(matches('/WS', null)).toBe(true)
    expect(matches('c1', null)).toBe(true)
    expect(matches('missing', 'say hello')).toBe(false)
  })

  it.each(['a.b', '(x', '/join lobby', '/ws/chat', '$5', '[1]', '*', '\\d'])('%s means itself', (typed) => {
    expect(matches(typed, `before ${typed} after`, '/')).toBe(true)
    expect(matches(typed, 'a-b x join 5 1 7', '/')).toBe(false)
  })

  it('is found in binary messages that hold text', () => {
    expect(matches('hello', new Uint8Array(Buffer.from('\x00hello\x00')))).toBe(true)
  })

  it('that is empty matches everything', () => {
    expect(matches('  ', null)).toBe(true)
  })
})

describe('a regular expression', () => {
  it('is taken with its flags', () => {
    expect(matches('/^\\/join (?<room>\\w+)$/', '/join lobby')).toBe(true)
    expect(matches('/HELLO/', 'hello')).toBe(false)
    expect(matches('/HELLO/i', 'hello')).toBe(true)
    expect(matches('/a.b/s', 'a\nb')).toBe(true)
    expect(matches('/^b$/gm', 'a\nb')).toBe(true)
  })

  it('that is invalid is an error and says what is not known', () => {
    expect(errorOf('/(/')).toMatch(/missing closing/i)
    expect(errorOf('/(a)\\1/')).toContain('back-references')
  })

  it('that would backtrack for ever elsewhere answers', () => {
    expect(matches('/^(a+)+$/', `${'a'.repeat(50_000)}!`)).toBe(false)
  })
})

describe('a JSONPath', () => {
  it('matches documents that it selects something of', () => {
    expect(matches('$.type', '{"type":"chat"}')).toBe(true)
    expect(matches('$.user.name', '{"user":{"name":null}}')).toBe(true)
    expect(matches('$.items[?(@.price > 10)]', '{"items":[{"price":5},{"price":12}]}')).toBe(true)
    expect(matches("$[?(@.type == 'chat')]", '[{"type":"chat"}]')).toBe(true)
    expect(matches('$..id', '{"a":{"b":[{"id":1}]}}')).toBe(true)
    expect(matches('$.type', '{"kind":"chat"}')).toBe(false)
  })

  it('never matches what is no JSON document, and is no error there', () => {
    expect(matches('$.length', 'text')).toBe(false)
    expect(matches('$.a', '{"a":')).toBe(false)
    expect(matches('$.a', null)).toBe(false)
    expect(matches('$.a', new Uint8Array([123, 125]))).toBe(false)
  })

  it.each(['$.a[', '$[?(@.a ==]', "$['a", '$[?(@.a === )]'])('%s is an error', (typed) => {
    expect(errorOf(typed)).not.toBeNull()
  })

  it.each(['$[?(@.a.match(/(a+)+$/))]', '$[?(@.constructor.constructor("return process")())]', '$..*..*..*'])(
    '%s could run for ever or elsewhere, and is an error',
    (typed) => {
      expect(errorOf(typed)).not.toBeNull()
    },
  )

  it('with an expression that fails on a document just does not match it', () => {
    expect(matches('$.items[?(@.a.b.c > 1)]', '{"items":[{"a":1},{"a":{"b":{"c":2}}}]}')).toBe(true)
    expect(matches('$.items[?(@.a.b.c > 1)]', '{"items":[{"a":1}]}')).toBe(false)
  })
})
