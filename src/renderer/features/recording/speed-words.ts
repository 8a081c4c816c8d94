import { type ReplaySpeed, replaySpeeds } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'

/** How fast, as the choices say it: `×2`. */
export function speedWords(speed: ReplaySpeed): string {
  return speed === 'instant' ? t`at once` : `×${speed}`
}

/** The speed that a choice stands for. */
export function speedOf(value: string): ReplaySpeed {
  return replaySpeeds.find((speed) => String(speed) === value) ?? 1
}
