import type { TrafficRow } from '../../../shared/model/traffic'

/**
 * The web page's origin because of which a handshake was refused, so that it can be allowed.
 * @returns null where the handshake was refused for another reason.
 */
export function refusedOrigin(row: Pick<TrafficRow, 'kind' | 'code' | 'preview'>): string | null {
  if (row.kind !== 'refused' || row.code !== 403 || !/\borigin\b/i.test(row.preview)) return null
  const origin = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/"'“”,;]+/i.exec(row.preview)
  // A sentence may end right after it.
  return origin ? origin[0].replace(/[.:]+$/, '') : null
}
