import { expect, it } from 'vitest'
import { storedDrafts } from './draft-store'

/** The part of a browser's storage that drafts use. */
function memoryStorage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  }
}

it('leaves no outdated draft behind when the storage is full', () => {
  const storage = memoryStorage()
  const drafts = storedDrafts(storage, '/mocks')
  drafts.set('handlers/a.ts', { base: 'x', text: 'older' })
  storage.setItem = () => {
    throw new Error('QuotaExceededError')
  }
  drafts.set('handlers/a.ts', { base: 'x', text: 'newer' })
  expect(drafts.get('handlers/a.ts')).toBeNull()
})

it('keeps drafts apart by workspace and file', () => {
  const storage = memoryStorage()
  const [one, two] = [storedDrafts(storage, '/mocks/one'), storedDrafts(storage, '/mocks/two')]
  one.set('handlers/a.ts', { base: 'x', text: 'mine' })
  expect(one.get('handlers/a.ts')).toEqual({ base: 'x', text: 'mine' })
  expect(one.get('handlers/b.ts')).toBeNull()
  expect(two.get('handlers/a.ts')).toBeNull()
  one.remove('handlers/a.ts')
  expect(one.get('handlers/a.ts')).toBeNull()
  expect(storage.length).toBe(0)
})
