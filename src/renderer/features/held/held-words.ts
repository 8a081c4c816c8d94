import type { HeldMessage, HeldMessages, HoldMark } from '../../../shared/model/hold'
import type { Holding } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { formatCounted, formatDuration } from '../../ui/amounts'

/** Whole seconds, short: `0 s`, `48 s`, `1 min`, `2 min 5 s`. */
export function secondsWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return t`${seconds} s`
  const rest = seconds % 60
  return t`${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${t`${rest} s`}`}`
}

/** What will happen when nobody decides: `released unchanged in 48 s`. */
export function fateWords({ deadline }: HeldMessage, { onTimeout }: Holding, now: number): string {
  if (deadline === null || onTimeout === 'never') return t`held until you decide`
  return t`${onTimeout === 'drop' ? t`dropped` : t`released unchanged`} in ${secondsWords(deadline - now + 999)}`
}

/** What becomes of a message that nobody decides on, for the menu: `Release after 1 min`. */
export function holdingWords({ timeoutMs, onTimeout }: Holding): string {
  if (onTimeout === 'never') return t`Hold until I decide`
  return t`${onTimeout === 'drop' ? t`Drop` : t`Release`} after ${limitWords(timeoutMs)}`
}

/** Exact, unlike what is left of it: `100 ms`, `1.5 s`, `2 min 5 s`. */
function limitWords(ms: number): string {
  if (ms < 1000) return t`${ms} ms`
  const rest = (ms % 60_000) / 1000
  if (ms < 60_000) return t`${rest} s`
  return t`${Math.floor(ms / 60_000)} min${rest === 0 ? '' : ` ${t`${rest} s`}`}`
}

/** `3 held messages, 12 wait behind them`. */
export function heldWords({ total, waiting }: HeldMessages): string {
  const held = formatCounted(total, t`# held message|# held messages`)
  return waiting === 0 ? held : t`${held}, ${formatCounted(waiting, t`# message|# messages`)} behind`
}

/** What a row of Traffic says: `held`, `held 3.2 s`, `edited`, `dropped`, `waited 2.0 s`. */
export function markWords({ outcome, ms }: HoldMark): string {
  switch (outcome) {
    case 'held':
      return t`held`
    case 'released':
      return t`held ${formatDuration(ms)}`
    case 'edited':
      return t`held ${formatDuration(ms)}, edited`
    case 'dropped':
      return t`held ${formatDuration(ms)}, dropped`
    case 'waited':
      return t`waited ${formatDuration(ms)}`
    default:
      return outcome satisfies never
  }
}
