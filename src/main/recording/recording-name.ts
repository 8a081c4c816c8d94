import { recordingEnding } from '../../shared/model/recording'

/** The name of a recording that begins at `date`, in local time: `2026-11-22T22-17-01.jsonl`. */
export function recordingNameAt(date: Date, attempt = 1): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  const time = [two(date.getHours()), two(date.getMinutes()), two(date.getSeconds())].join('-')
  return `${day}T${time}${attempt === 1 ? '' : `-${attempt}`}${recordingEnding}`
}
