import type { HeldMessage, HeldMessages, HoldMark } from '../../../shared/model/hold'
import type { Holding } from '../../../shared/model/workspace'
import { formatCounted, formatDuration } from '../../ui/amounts'

/** Whole seconds, short: `0 s`, `48 s`, `1 min`, `2 min 5 s`. */
export function secondsWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`
}

/** What will happen when nobody decides: `released unchanged in 48 s`. */
export function fateWords({ deadline }: HeldMessage, { onTimeout }: Holding, now: number): string {
  if (deadline === null || onTimeout === 'never') return 'held until you decide'
  return `${onTimeout === 'drop' ? 'dropped' : 'released unchanged'} in ${secondsWords(deadline - now + 999)}`
}

/** What becomes of a message that nobody decides on, for the menu: `Release after 1 min`. */
export function holdingWords({ timeoutMs, onTimeout }: Holding): string {
  if (onTimeout === 'never') return 'Hold until I decide'
  return `${onTimeout === 'drop' ? 'Drop' : 'Release'} after ${limitWords(timeoutMs)}`
}

/** Exact, unlike what is left of it: `100 ms`, `1.5 s`, `2 min 5 s`. */
function limitWords(ms: number): string {
  if (ms < 1000) return `${ms} ms`
  const rest = (ms % 60_000) / 1000
  if (ms < 60_000) return `${rest} s`
  return `${Math.floor(ms / 60_000)} min${rest === 0 ? '' : ` ${rest} s`}`
}

/** `3 held messages, 12 wait behind them`. */
export function heldWords({ total, waiting }: HeldMessages): string {
  const held = formatCounted(total, 'held message')
  return waiting === 0 ? held : `${held}, ${formatCounted(waiting, 'message')} behind`
}

/** What a row of Traffic says: `held`, `held 3.2 s`, `edited`, `dropped`, `waited 2.0 s`. */
export function markWords({ outcome, ms }: HoldMark): string {
  switch (outcome) {
    case 'held':
      return 'held'
    case 'released':
      return `held ${formatDuration(ms)}`
    case 'edited':
      return `held ${formatDuration(ms)}, edited`
    case 'dropped':
      return `held ${formatDuration(ms)}, dropped`
    case 'waited':
      return `waited ${formatDuration(ms)}`
    default:
      return outcome satisfies never
  }
}
