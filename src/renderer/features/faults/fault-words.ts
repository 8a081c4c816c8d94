import { closeCodes } from '../../../shared/close-frame'
import type { Fault } from '../../../shared/model/workspace'
import { formatBytes, formatDuration } from '../../ui/amounts'

/** What a fault does, in words: `250 ms ± 75 ms late · drops 5 %`. */
export function faultWords(fault: Fault): string {
  const { latencyMs, drop, duplicate, reorder, corrupt, throttle } = fault
  const { disconnectAfter, refuseUpgrade, stallUpgradeMs } = fault
  const parts = [
    latencyMs === null ? '' : `${latencyWords(latencyMs)} late`,
    drop > 0 ? `drops ${percent(drop)}` : '',
    duplicate > 0 ? `doubles ${percent(duplicate)}` : '',
    reorder > 0 ? `reorders ${percent(reorder)}` : '',
    corrupt > 0 ? `corrupts ${percent(corrupt)}` : '',
    throttle === null ? '' : `${formatBytes(throttle)}/s`,
    disconnectAfter === null ? '' : disconnectWords(disconnectAfter, fault.closeCode),
    refuseUpgrade === null ? '' : `refuses with ${refuseUpgrade}`,
    stallUpgradeMs === null ? '' : `stalls the handshake ${formatDuration(stallUpgradeMs)}`,
  ].filter((part) => part !== '')
  const what = parts.length === 0 ? 'does nothing yet' : parts.join(' · ')
  return fault.path === '/*' ? what : `${fault.path}: ${what}`
}

function latencyWords({ mean, stddev }: NonNullable<Fault['latencyMs']>): string {
  const spread = stddev > 0 ? ` ± ${formatDuration(stddev)}` : ''
  return `${formatDuration(mean)}${spread}`
}

function disconnectWords(messages: number, code: number): string {
  const how = code === closeCodes.abnormal ? 'cuts the connection' : `closes with ${code}`
  return `${how} after ${messages} message${messages === 1 ? '' : 's'}`
}

function percent(probability: number): string {
  return `${Number((probability * 100).toPrecision(3))} %`
}
