import type { StatisticsPath } from '../../../shared/model/statistics'
import { t } from '../../../shared/text/t'

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** `14:03:05`, in local time. */
export function clock(at: number): string {
  return time.format(at)
}

/** `2 min` */
export function spanInWords(seconds: number): string {
  return t`${Math.round(seconds / 60)} min`
}

/** A path's name in the box that chooses one. */
export function pathInWords({ path }: Pick<StatisticsPath, 'path'>): string {
  return path ?? t`Other paths`
}
