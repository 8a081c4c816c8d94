import { t } from '../../../shared/text/t'

/** The limits that the workspace's file has, in seconds. */
const least = 0.1
const most = 86_400

/** What is wrong with a time-out that was typed, null where nothing is. */
export function secondsProblem(typed: string): string | null {
  const seconds = typed.trim() === '' ? Number.NaN : Number(typed)
  return seconds >= least && seconds <= most ? null : t`A number from 0.1 to 86400 (a day)`
}
