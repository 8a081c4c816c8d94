import type { EngineStats } from '../../../shared/model/server'
import { t } from '../../../shared/text/t'
import { formatCount, formatCounted, formatDuration } from '../../ui/amounts'

/**
 * The status bar's words: `3 connections · 2 rooms · 1,204 messages (0 discarded) · 812/s · p99 1.20 ms · reloads 4`.
 * Messages are those received and sent since the server started; `discarded` are entries of Traffic.
 */
export function summaryWords(stats: EngineStats, discarded: number): string {
  const perSecond = Math.round(stats.receivedPerSecond + stats.sentPerSecond)
  const messages = formatCounted(stats.received + stats.sent, t`# message|# messages`)
  return [
    formatCounted(stats.connections, t`# connection|# connections`),
    formatCounted(stats.rooms, t`# room|# rooms`),
    t`${messages} (${formatCount(discarded)} discarded)`,
    t`${formatCount(perSecond)}/s`,
    t`p99 ${stats.latencyP99Ms === null ? '–' : formatDuration(stats.latencyP99Ms)}`,
    t`reloads ${formatCount(stats.reloads)}`,
  ].join(' · ')
}
