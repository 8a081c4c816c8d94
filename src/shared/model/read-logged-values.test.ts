import { describe, expect, it } from 'vitest'
import { readLoggedValues } from './read-logged-values'

const leaf = { preview: '1', entries: [], rest: '' }

describe('logged values from another thread', () => {
  it('are taken as they are', () => {
    const values = [{ preview: '{ a: 1 }', entries: [{ label: 'a', value: leaf }], rest: '2 more' }]
    expect(readLoggedValues(values)).toEqual(values)
  })

  it('are none where anything in them is something else', () => {
    expect(readLoggedValues('no')).toEqual([])
    expect(readLoggedValues([{ ...leaf, preview: 1 }])).toEqual([])
    expect(readLoggedValues([{ ...leaf, entries: [{ label: 'a', value: { preview: 'x' } }] }])).toEqual([])
    expect(readLoggedValues([{ ...leaf, preview: 'x'.repeat(100_000) }])).toEqual([])
  })
})
