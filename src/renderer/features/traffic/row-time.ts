/** How the time column counts: from the first entry, from the row above, or the time of day. */
export const timeModes = ['relative', 'delta', 'clock'] as const
export type TimeMode = (typeof timeModes)[number]

/** What a row's time is measured against; null where it is not known. */
export interface TimeReference {
  /** `at` of the session's first entry. */
  readonly first: number | null
  /** `at` of the row above. */
  readonly previous: number | null
}

/**
 * The time column's text. `at` is in milliseconds since the epoch.
 * @returns empty where the reference is not known yet.
 */
export function formatRowTime(at: number, mode: TimeMode, reference: TimeReference): string {
  switch (mode) {
    case 'relative':
      return reference.first === null ? '' : formatElapsed(at - reference.first)
    case 'delta':
      return reference.previous === null ? '' : `+${formatElapsed(at - reference.previous)}`
    case 'clock':
      return formatClock(at)
    default:
      return mode satisfies never
  }
}

/** The local time of day with milliseconds: `14:03:09.041`. `at` in milliseconds since the epoch. */
export function formatClock(at: number): string {
  const date = new Date(at)
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => pad(part, 2)).join(':')
  return `${time}.${pad(date.getMilliseconds(), 3)}`
}

/** Elapsed milliseconds as `0.041`, `12.345`, `2:03.450`, `1:02:03.4`; never below zero. */
export function formatElapsed(elapsedMs: number): string {
  const total = Math.max(0, Math.round(elapsedMs))
  const milliseconds = pad(total % 1000, 3)
  const seconds = Math.floor(total / 1000)
  if (seconds < 60) return `${seconds}.${milliseconds}`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${pad(seconds % 60, 2)}.${milliseconds}`
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60, 2)}:${pad(seconds % 60, 2)}.${milliseconds[0]}`
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
