import type { SeriesName } from '../../../shared/model/statistics'
import { t } from '../../../shared/text/t'
import { formatBytes, formatCount, formatDuration } from '../../ui/amounts'

/** A series as a line of a chart, and as a row of the table that says the same. */
export interface ChartLine {
  readonly series: SeriesName
  /** Beside the chart's title. */
  readonly name: string
  /** On its own. */
  readonly fullName: string
  /** Who made what it counts. */
  readonly origin: 'client' | 'handler' | 'upstream' | 'engine'
  /** Lines of one colour differ in this. */
  readonly pattern: 'solid' | 'dashed' | 'dotted'
}

export interface ChartDefinition {
  readonly title: string
  readonly format: (value: number) => string
  /** What the title says of all values, where they stand elsewhere. */
  readonly unit: '' | '/s'
  readonly lines: readonly ChartLine[]
}

const count = (value: number): string => formatCount(Math.round(value))
const bytes = (value: number): string => formatBytes(Math.round(value))

/** A handler often takes less than what two decimals of a millisecond can say. */
function duration(ms: number): string {
  return ms < 0.1 ? t`${Math.round(ms * 1000)} µs` : formatDuration(ms)
}

function line(
  series: SeriesName,
  name: string,
  fullName: string,
  origin: ChartLine['origin'],
  pattern: ChartLine['pattern'] = 'solid',
): ChartLine {
  return { series, name, fullName, origin, pattern }
}

/** Every chart, in the order in which they stand. */
export const charts: readonly ChartDefinition[] = [
  {
    title: t`Messages per second`,
    format: count,
    unit: '/s',
    lines: [
      line('received', t`↑ from clients`, t`Messages from clients`, 'client'),
      line('sent', t`↓ to clients`, t`Messages to clients`, 'handler'),
      line('toUpstream', t`⇡ to upstreams`, t`Messages to upstreams`, 'client', 'dashed'),
      line('fromUpstream', t`⇣ from upstreams`, t`Messages from upstreams`, 'upstream'),
    ],
  },
  {
    title: t`Reply latency`,
    format: duration,
    unit: '',
    lines: [
      line('latencyP50', 'p50', t`Reply latency p50`, 'client'),
      line('latencyP95', 'p95', t`Reply latency p95`, 'client', 'dashed'),
      line('latencyP99', 'p99', t`Reply latency p99`, 'client', 'dotted'),
    ],
  },
  {
    title: t`Handler time`,
    format: duration,
    unit: '',
    lines: [
      line('handlerP50', 'p50', t`Handler time p50`, 'handler'),
      line('handlerP95', 'p95', t`Handler time p95`, 'handler', 'dashed'),
      line('handlerP99', 'p99', t`Handler time p99`, 'handler', 'dotted'),
    ],
  },
  {
    title: t`Bytes per second`,
    format: bytes,
    unit: '/s',
    lines: [
      line('receivedBytes', t`↑ from clients`, t`Bytes from clients`, 'client'),
      line('sentBytes', t`↓ to clients`, t`Bytes to clients`, 'handler'),
    ],
  },
  {
    title: t`Connections`,
    format: count,
    unit: '',
    lines: [line('connections', 'open', t`Open connections`, 'client')],
  },
  {
    title: t`Waiting events`,
    format: count,
    unit: '',
    lines: [line('waitingEvents', t`for handlers`, t`Events waiting for handlers`, 'handler')],
  },
  {
    title: t`Waiting bytes`,
    format: bytes,
    unit: '',
    lines: [
      line('waitingBytes', t`for clients`, t`Bytes waiting for clients`, 'client'),
      line('captureBytes', t`for the traffic log`, t`Bytes waiting for the traffic log`, 'engine', 'dashed'),
    ],
  },
]

/** A value under its chart's title; a dash where there is none. */
export function inWords({ format }: ChartDefinition, value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : format(value)
}

/** A value elsewhere. */
export function withUnit(chart: ChartDefinition, value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${chart.format(value)}${chart.unit}`
}
