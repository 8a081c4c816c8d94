import { describe, expect, it } from 'vitest'
import { treeAction, treeRows } from './file-tree-model'

const files = [
  'handlers/b.ts',
  'handlers/lib/deep/x.ts',
  'handlers/a10.ts',
  'handlers/a2.ts',
  'handlers/lib/z.ts',
].map((path) => ({ path, disabled: path.endsWith('b.ts'), version: '' }))

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

  it('gives keys a meaning by what they are pressed on', () => {
    const [folder, , , , file] = treeRows(files, new Set())
    if (!folder || !file) throw new Error('the tree is empty')
    const press = (key: string, row = file, shiftKey = false) => treeAction({ key, shiftKey }, row, 4, 7)
    expect(press('ArrowDown')).toEqual({ kind: 'focus', index: 5 })
    expect(press('Enter')).toEqual({ kind: 'choose' })
    expect(press('F10', file, true)).toEqual({ kind: 'menu' })
    expect(press('F10')).toBeNull()
    expect(press('F2')).toEqual({ kind: 'rename' })
    expect(press('Delete')).toEqual({ kind: 'remove' })
    expect(press('Delete', folder)).toBeNull()
    expect(press('ArrowLeft', folder)).toEqual({ kind: 'toggle' })
    expect(press('ArrowRight', folder)).toBeNull()
    expect(press('ArrowRight', { ...folder, expanded: false })).toEqual({ kind: 'toggle' })
  })
})
