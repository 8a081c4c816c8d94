import type { ExportProgress } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'

/** `Exporting 34 %`; without a number until the first entries are written. */
export function exportWords({ done, total }: ExportProgress): string {
  return total === 0 ? t`Exporting …` : t`Exporting ${Math.floor((done / total) * 100)} %`
}
