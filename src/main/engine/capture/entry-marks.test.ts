import { expect, it, vi } from 'vitest'
import { maxMarks } from '../../../shared/model/entry-mark'
import { EntryMarks } from './entry-marks'

it('keeps marks and notes, tells of changes, and refuses more than anybody makes by hand', () => {
  const marks = new EntryMarks()
  const changed = vi.fn()
  marks.events.on('changed', changed)
  marks.clear()
  expect(changed).not.toHaveBeenCalled()
  marks.set(7, '')
  marks.set(3, 'odd')
  marks.set(7, null)
  expect(marks.all).toEqual([{ seq: 3, note: 'odd' }])
  expect(changed).toHaveBeenCalledTimes(3)
  for (let seq = 1; seq <= maxMarks; seq += 1) marks.set(seq, '')
  expect(() => marks.set(maxMarks + 1, '')).toThrow('remove a mark first')
  marks.set(3, 'another note')
  marks.clear()
  expect(marks.all).toEqual([])
})
