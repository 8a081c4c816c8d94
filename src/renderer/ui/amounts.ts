import { pluralForm } from '../../shared/text/plural-form'

const compact = new Intl.NumberFormat('en-US', { notation: 'compact' })
const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A count with thousands separators: `1,204`. */
export function formatCount(count: number): string {
  return integers.format(count)
}

/** A count in at most four characters, for narrow columns: `812`, `1.2k`, `35k`, `1.2M`. */
export function formatCompact(count: number): string {
  return compact.format(count).replace('K', 'k')
}

/** A count in words, `1 connection` or `1,204 messages`: the form of the text that goes with it, `#` being the count. */
export function formatCounted(count: number, text: string): string {
  return pluralForm(count, text).replace('#', formatCount(count))
}

/** A size in bytes, short: `64 B`, `1.5 kB`, `16.8 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes / 1000
  let unit = 0
  // 999.95 would be rounded to "1000.0".
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 99.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

/** A duration in milliseconds, short: `0.34 ms`, `12.5 ms`, `340 ms`, `1.25 s`, `2 min 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 9.995) return `${durationMs.toFixed(2)} ms`
  if (durationMs < 99.95) return `${durationMs.toFixed(1)} ms`
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`
  if (durationMs < 59_995) return `${(durationMs / 1000).toFixed(2)} s`
  const seconds = Math.round(durationMs / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
