import { describe, expect, it } from 'vitest'
import { jsonSchema } from './json'

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = { value }
  return value
}

describe('the schema of JSON values', () => {
  it.each([
    null,
    true,
    0,
    -1.5,
    '',
    [],
    {},
    [1, ['a', { b: null }]],
    nested(500),
    JSON.parse('{"__proto__": 1}'),
  ])('takes %j', (value) => {
    expect(jsonSchema.parse(value)).toBe(value)
  })

  it.each([
    ['undefined', undefined],
    ['undefined in an object', { a: undefined }],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['NaN', Number.NaN],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['501 levels', nested(501)],
  ])('refuses %s', (_what, value) => {
    expect(jsonSchema.safeParse(value).success).toBe(false)
  })
})
