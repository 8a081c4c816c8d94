import { expect, test } from 'vitest'
import { reliabilityTable } from './reliability-table.mjs'

const machine = { node: '20.19.0', platform: 'linux', cores: 2 }
const row = (result) =>
  reliabilityTable([{ title: 'Part', ...result }], machine)
    .trim()
    .split('\n')
    .at(-1)

test('a test that tries many cases counts as those, any other one as one', () => {
  const notes = [{ cases: 500, outcome: 'none lost' }]
  expect(row({ passed: 3, failed: 0, skipped: 0, peakBytes: 300 * 1024 * 1024, notes })).toBe(
    '| Part | 502 | all passed; none lost | 300 MiB |',
  )
})

test('failures and what was skipped are said, and a part of which nothing ran has not passed', () => {
  const nothing = { passed: 0, failed: 0, skipped: 0, peakBytes: null, notes: [] }
  expect(row({ ...nothing, passed: 2, failed: 1, skipped: 3 })).toBe(
    '| Part | 3 | 1 failed, 3 skipped | unknown |',
  )
  expect(row(nothing)).toBe('| Part | 0 | nothing ran | unknown |')
})
