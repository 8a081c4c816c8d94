import type { Pairing } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'

/** How the log finds out which message another one answers. */
export type PairingWay = 'guess' | 'paths' | 'none'

export interface PairingDraft {
  readonly way: PairingWay
  readonly paths: readonly string[]
}

export function draftOfPairing({ id }: Pairing): PairingDraft {
  if (id === undefined) return { way: 'guess', paths: [] }
  const paths = typeof id === 'string' ? [id] : id
  return { way: paths.length === 0 ? 'none' : 'paths', paths }
}

/** What is wrong with the paths, in words; null where nothing is. */
export function pairingProblem({ way, paths }: PairingDraft): string | null {
  if (way !== 'paths') return null
  if (paths.length === 0) return t`Type at least one JSONPath, and Enter after it.`
  const wrong = paths.find((path) => !path.startsWith('$'))
  return wrong === undefined ? null : t`${wrong}: a JSONPath starts with $, as in $.id or $.header.requestId`
}

export function pairingOfDraft({ way, paths }: PairingDraft): Pairing {
  if (way === 'guess') return {}
  const [only, ...others] = way === 'none' ? [] : paths
  // One path is written as people would write it.
  return { id: only !== undefined && others.length === 0 ? only : way === 'none' ? [] : [...paths] }
}
