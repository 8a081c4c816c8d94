import { closeCodes } from '../../../shared/close-frame'
import type { Fault } from '../../../shared/model/workspace'
import { pluralForm } from '../../../shared/text/plural-form'
import { t } from '../../../shared/text/t'
import { formatBytes, formatDuration } from '../../ui/amounts'

/** What a fault does, in words: `250 ms ± 75 ms late · drops 5 %`. */
export function faultWords(fault: Fault): string {
  const { latencyMs, drop, duplicate, reorder, corrupt, throttle } = fault
  const { disconnectAfter, refuseUpgrade, stallUpgradeMs } = fault
  const parts = [
    latencyMs === null ? '' : t`${latencyWords(latencyMs)} late`,
    drop > 0 ? t`drops ${percent(drop)}` : '',
    duplicate > 0 ? t`doubles ${percent(duplicate)}` : '',
    reorder > 0 ? t`reorders ${percent(reorder)}` : '',
    corrupt > 0 ? t`corrupts ${percent(corrupt)}` : '',
    throttle === null ? '' : `${formatBytes(throttle)}/s`,
    disconnectAfter === null ? '' : disconnectWords(disconnectAfter, fault.closeCode),
    refuseUpgrade === null ? '' : t`refuses with ${refuseUpgrade}`,
    stallUpgradeMs === null ? '' : t`stalls the handshake ${formatDuration(stallUpgradeMs)}`,
  ].filter((part) => part !== '')
  const what = parts.length === 0 ? t`does nothing yet` : parts.join(' · ')
  return fault.path === '/*' ? what : `${fault.path}: ${what}`
}

function latencyWords({ mean, stddev }: NonNullable<Fault['latencyMs']>): string {
  const spread = stddev > 0 ? ` ± ${formatDuration(stddev)}` : ''
  return `${formatDuration(mean)}${spread}`
}

function disconnectWords(messages: number, code: number): string {
  const how = code === closeCodes.abnormal ? t`cuts the connection` : t`closes with ${code}`
  return t`${how} after ${pluralForm(messages, t`# message|# messages`).replace('#', String(messages))}`
}

function percent(probability: number): string {
  return `${Number((probability * 100).toPrecision(3))} %`
}
