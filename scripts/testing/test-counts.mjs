import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

export const noTests = { passed: 0, failed: 0, skipped: 0 }

/** Counts of vitest's JSON report. @returns {Counts} */
export function vitestCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Counts of Playwright's JSON report; a flaky test did pass. @returns {Counts} */
export function playwrightCounts({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

/**
 * What a step contributes to the total. A step that fails without a failed test (a file that does not load, a type
 * error) counts as one failure, so that a failed run never says `0 failed`.
 * @param {number} exitCode
 * @param {Counts} counts
 * @returns {Counts}
 */
export function stepCounts(exitCode, counts) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** @param {Counts[]} all @returns {Counts} */
export function sumCounts(all) {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    noTests,
  )
}

/** Reads a report and counts; a run that broke off before it wrote one has no tests to count. */
export function readCounts(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error.code === 'ENOENT') return noTests
    throw error
  }
}
