import type { ExportProgress } from '../../../shared/model/traffic'

/** `Exporting 34 %`; without a number until the first entries are written. */
export function exportWords({ done, total }: ExportProgress): string {
  return total === 0 ? 'Exporting …' : `Exporting ${Math.floor((done / total) * 100)} %`
}
