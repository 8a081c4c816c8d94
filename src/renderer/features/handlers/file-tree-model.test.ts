import { describe, expect, it } from 'vitest'
import { rowOfKey, treeRows } from './file-tree-model'

const files = [
  'handlers/b.ts',
  'handlers/lib/deep/x.ts',
  'handlers/a10.ts',
  'handlers/a2.ts',
  'handlers/lib/z.ts',
].map((path) => ({ path, disabled: path.endsWith('b.ts') }))

describe('the tree of handler files', () => {
  it('shows folders before files, both by name with numbers in order', () => {
    const rows = treeRows(files, new Set())
    expect(rows.map(({ name, level }) => `${level} ${name}`)).toEqual([
      '1 lib',
      '2 deep',
      '3 x.ts',
      '2 z.ts',
      '1 a2.ts',
      '1 a10.ts',
      '1 b.ts',
    ])
    expect(rows.find(({ name }) => name === 'b.ts')?.disabled).toBe(true)
  })

  it('hides what is in a closed folder', () => {
    const rows = treeRows(files, new Set(['handlers/lib']))
    expect(rows.map(({ name }) => name)).toEqual(['lib', 'a2.ts', 'a10.ts', 'b.ts'])
    expect(rows[0]?.expanded).toBe(false)
  })

  it('stops at its ends', () => {
    expect(rowOfKey('ArrowDown', 2, 3)).toBe(2)
    expect(rowOfKey('ArrowUp', 0, 3)).toBe(0)
    expect(rowOfKey('End', 0, 3)).toBe(2)
    expect(rowOfKey('x', 0, 3)).toBeNull()
  })
})
