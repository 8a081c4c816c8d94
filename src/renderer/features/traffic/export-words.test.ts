import { expect, it } from 'vitest'
import { exportWords } from './export-words'

it('says how far an export is, and never that it is done while it runs', () => {
  expect(exportWords({ file: '/a', done: 0, total: 0 })).toBe('Exporting …')
  expect(exportWords({ file: '/a', done: 1, total: 3 })).toBe('Exporting 33 %')
  expect(exportWords({ file: '/a', done: 1999, total: 2000 })).toBe('Exporting 99 %')
})
