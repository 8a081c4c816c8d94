import { describe, expect, it } from 'vitest'
import { formatBytes, formatCompact, formatCount, formatCounted, formatDuration } from './amounts'

describe('amounts', () => {
  it('separates thousands and agrees with the noun', () => {
    expect(formatCount(1_204)).toBe('1,204')
    expect(formatCounted(1, '# connection|# connections')).toBe('1 connection')
    expect(formatCounted(0, '# message|# messages')).toBe('0 messages')
    expect(formatCounted(2, '# entry|# entries')).toBe('2 entries')
  })

  it('keeps counts in narrow columns to a few characters', () => {
    expect([0, 812, 1_204, 34_567, 1_234_567].map(formatCompact)).toEqual(['0', '812', '1.2k', '35k', '1.2M'])
  })

  it('never rounds a size up to a thousand of its own unit', () => {
    expect([0, 999, 1_000, 1_500, 999_949, 999_960, 16_777_216].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '1.5 kB',
      '1000 kB',
      '1.0 MB',
      '16.8 MB',
    ])
  })

  it('gives durations the precision that their size deserves', () => {
    expect([0.344, 12.46, 340, 1_250, 125_000].map(formatDuration)).toEqual([
      '0.34 ms',
      '12.5 ms',
      '340 ms',
      '1.25 s',
      '2 min 5 s',
    ])
  })
})
