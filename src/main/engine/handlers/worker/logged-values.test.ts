import { describe, expect, it } from 'vitest'
import type { LoggedValue } from '../../../../shared/model/logged-value'
import { readLoggedValues } from '../../../../shared/model/read-logged-values'
import { describeValues } from './logged-values'

function described(value: unknown): LoggedValue {
  const [first] = describeValues([value])
  if (!first) throw new Error('The value has nothing inside')
  return first
}

/** The members as `label: preview`. */
function members({ entries }: LoggedValue): readonly string[] {
  return entries.map(({ label, value }) => `${label}: ${value.preview}`)
}

function member(value: LoggedValue, label: string): LoggedValue {
  const found = value.entries.find((entry) => entry.label === label)
  if (!found) throw new Error(`There is no ${label}`)
  return found.value
}

function size(value: LoggedValue): number {
  return value.entries.reduce(
    (sum, entry) => sum + entry.label.length + size(entry.value),
    value.preview.length,
  )
}

describe('a logged value', () => {
  it('has a preview of one line, and what is inside', () => {
    const value = described({ a: { b: 1 }, list: [1, 'two'], at: new Date(0), none: null })
    expect(value.preview).toBe('{ a: {…}, list: Array(2), at: 1970-01-01T00:00:00.000Z, none: null }')
    expect(members(value)).toEqual([
      'a: { b: 1 }',
      "list: [1, 'two']",
      'at: 1970-01-01T00:00:00.000Z',
      'none: null',
    ])
    expect(members(member(value, 'a'))).toEqual(['b: 1'])
  })

  it('shows what maps, sets, classes and bytes hold', () => {
    class Player {
      score = 3
    }
    expect(members(described(new Map([['k', { v: 1 }]])))).toEqual(["'k': { v: 1 }"])
    expect(described(new Map([['k', 1]])).preview).toBe("Map(1) { 'k' => 1 }")
    expect(members(described(new Set(['x'])))).toEqual(["0: 'x'"])
    expect(described(new Player()).preview).toBe('Player { score: 3 }')
    expect(described(Uint8Array.of(1, 2)).preview).toBe('Uint8Array(2) [1, 2]')
  })

  it('shows message, cause and stack of an error', () => {
    const value = described(new TypeError('too bad', { cause: { code: 7 } }))
    expect(value.preview).toBe('TypeError: too bad')
    expect(members(value).slice(0, 2)).toEqual(["message: 'too bad'", 'cause: { code: 7 }'])
    expect(member(value, 'stack').preview).toMatch(/^TypeError: too bad\n\s+at /)
  })

  it('names where a cycle leads instead of following it', () => {
    const inner: Record<string, unknown> = {}
    const value = { room: { inner } }
    inner.whole = value
    inner.self = inner
    const shown = member(member(described(value), 'room'), 'inner')
    expect(members(shown)).toEqual(['whole: [Circular: the whole value]', 'self: [Circular: room.inner]'])
  })

  it('shows a value twice that is there twice', () => {
    const twin = { x: 1 }
    expect(members(described({ a: twin, b: twin }))).toEqual(['a: { x: 1 }', 'b: { x: 1 }'])
  })

  it('never runs code of the handler', () => {
    const ran: string[] = []
    const noted = (name: string) => {
      ran.push(name)
      return undefined
    }
    const traps = {
      get: (_target: object, key: string | symbol) => noted(String(key)),
      ownKeys: () => {
        noted('ownKeys')
        return []
      },
    }
    const value = described({
      get secret() {
        return noted('getter')
      },
      proxy: new Proxy({ a: 1 }, traps),
      toJSON: () => noted('toJSON'),
      [Symbol.for('nodejs.util.inspect.custom')]: () => noted('inspect'),
    })
    expect(members(value)[0]).toBe('secret: [Getter]')
    expect(ran).toEqual([])
  })

  it('keeps four levels and a hundred members, and says what was left out', () => {
    const deep = described({ l1: { l2: { l3: { l4: { l5: 1 } } } } })
    const fourth = member(member(member(member(deep, 'l1'), 'l2'), 'l3'), 'l4')
    expect(fourth).toMatchObject({ entries: [], rest: 'Not kept: more than 4 levels deep' })
    const wide = described(Array.from({ length: 250 }, (_, index) => index))
    expect(wide.preview).toBe('(250) [0, 1, 2, 3, 4, …]')
    expect(wide.entries).toHaveLength(100)
    expect(wide.rest).toBe('150 more')
  })

  it('keeps about 10 KB of a line, of all members rather than of the first', () => {
    const big = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key${index}`, 'x'.repeat(90)]))
    const value = described({ first: { big, bigger: big }, last: { small: 1 } })
    expect(size(value)).toBeLessThan(11_500)
    expect(members(member(value, 'last'))).toEqual(['small: 1'])
    expect(member(member(value, 'first'), 'bigger').rest).toMatch(/^\d+ more, not kept: too long$/)
  })

  it('is nothing to look into where nothing is inside', () => {
    expect(describeValues(['text', 1, null, {}, [], new Date(), () => 1])).toEqual([])
  })

  it('passes the check at the other end, whatever it is', () => {
    const odd = [
      Object.create(null, { a: { value: 1, enumerable: true } }),
      { ['k'.repeat(5000)]: 'v'.repeat(5000) },
      new Array(3),
      new Error('m'.repeat(5000)),
      new Map([[{ a: 1 }, new Map([[1, 2]])]]),
    ]
    const values = describeValues(odd)
    expect(values).toHaveLength(odd.length)
    expect(readLoggedValues(values)).toEqual(values)
  })
})
