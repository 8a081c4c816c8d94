import { expect, test } from 'vitest'
import { playwrightCounts, readCounts, stepCounts, sumCounts, vitestCounts } from './test-counts.mjs'

test('counts are read from a vitest report', () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 1, skipped: 3 })
})

test('counts are read from a Playwright report, a flaky test having passed', () => {
  const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 3 }
  expect(playwrightCounts({ stats })).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test('a step that fails without a failed test counts as one failure', () => {
  const passed = { passed: 3, failed: 0, skipped: 0 }
  expect(stepCounts(1, passed).failed).toBe(1)
  expect(stepCounts(0, passed).failed).toBe(0)
  expect(stepCounts(1, { ...passed, failed: 2 }).failed).toBe(2)
})

test('counts of several steps are summed', () => {
  const one = { passed: 1, failed: 2, skipped: 3 }
  expect(sumCounts([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 })
  expect(sumCounts([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
})

test('a run that broke off before its report counts no tests', () => {
  expect(readCounts('/understudy/no/such/report.json', vitestCounts)).toEqual({
    passed: 0,
    failed: 0,
    skipped: 0,
  })
})
