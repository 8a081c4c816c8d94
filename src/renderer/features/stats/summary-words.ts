import type { EngineStats } from '../../../shared/model/server'
import { formatCount, formatCounted, formatDuration } from '../../ui/amounts'

/**
 * The status bar's words: `3 connections · 2 rooms · 1,204 messages (0 discarded) · 812/s · p99 1.20 ms · reloads 4`.
 * Messages are those received and sent since the server started; `discarded` are entries of Traffic.
 */
export function summaryWords(stats: EngineStats, discarded: number): string {
  const perSecond = Math.round(stats.receivedPerSecond + stats.sentPerSecond)
  const messages = formatCounted(stats.received + stats.sent, 'message')
  return [
    formatCounted(stats.connections, 'connection'),
    formatCounted(stats.rooms, 'room'),
    `${messages} (${formatCount(discarded)} discarded)`,
    `${formatCount(perSecond)}/s`,
    `p99 ${stats.latencyP99Ms === null ? '–' : formatDuration(stats.latencyP99Ms)}`,
    `reloads ${formatCount(stats.reloads)}`,
  ].join(' · ')
}
