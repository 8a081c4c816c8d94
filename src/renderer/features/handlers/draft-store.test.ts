import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DelayedDrafts } from './draft-store'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const mine = { path: 'handlers/a.ts', base: 'x', text: 'mine' }

function setUp() {
  const asked: string[] = []
  const drafts = new DelayedDrafts([{ path: 'handlers/kept.ts', base: '', text: 'kept' }], {
    keep: ({ path, text }) => asked.push(`keep ${path} ${text}`),
    drop: (path) => asked.push(`drop ${path}`),
  })
  return { drafts, asked }
}

it('knows what was kept before', () => {
  const { drafts, asked } = setUp()
  expect(drafts.get('handlers/kept.ts')?.text).toBe('kept')
  expect(drafts.get('handlers/other.ts')).toBeNull()
  expect(asked).toEqual([])
})

it('keeps the newest text once while a person types', () => {
  const { drafts, asked } = setUp()
  drafts.set({ ...mine, text: 'm' })
  drafts.set({ ...mine, text: 'mi' })
  expect(drafts.get(mine.path)?.text).toBe('mi')
  vi.runAllTimers()
  expect(asked).toEqual(['keep handlers/a.ts mi'])
  drafts.set(mine)
  vi.runAllTimers()
  expect(asked).toEqual(['keep handlers/a.ts mi', 'keep handlers/a.ts mine'])
})

it('drops what was saved, and does not keep it afterwards', () => {
  const { drafts, asked } = setUp()
  drafts.set(mine)
  drafts.remove(mine.path)
  drafts.remove(mine.path)
  vi.runAllTimers()
  expect(asked).toEqual(['drop handlers/a.ts'])
  expect(drafts.get(mine.path)).toBeNull()
})

it('hands over what waits when the window goes away', () => {
  const { drafts, asked } = setUp()
  drafts.set(mine)
  drafts.flush()
  vi.runAllTimers()
  expect(asked).toEqual(['keep handlers/a.ts mine'])
})
