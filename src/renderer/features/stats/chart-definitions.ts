import type { SeriesName } from '../../../shared/model/statistics'
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
  return ms < 0.1 ? `${Math.round(ms * 1000)} µs` : formatDuration(ms)
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
    title: 'Messages per second',
    format: count,
    unit: '/s',
    lines: [
      line('received', '↑ from clients', 'Messages from clients', 'client'),
      line('sent', '↓ to clients', 'Messages to clients', 'handler'),
      line('toUpstream', '⇡ to upstreams', 'Messages to upstreams', 'client', 'dashed'),
      line('fromUpstream', '⇣ from upstreams', 'Messages from upstreams', 'upstream'),
    ],
  },
  {
    title: 'Reply latency',
    format: duration,
    unit: '',
    lines: [
      line('latencyP50', 'p50', 'Reply latency p50', 'client'),
      line('latencyP95', 'p95', 'Reply latency p95', 'client', 'dashed'),
      line('latencyP99', 'p99', 'Reply latency p99', 'client', 'dotted'),
    ],
  },
  {
    title: 'Handler time',
    format: duration,
    unit: '',
    lines: [
      line('handlerP50', 'p50', 'Handler time p50', 'handler'),
      line('handlerP95', 'p95', 'Handler time p95', 'handler', 'dashed'),
      line('handlerP99', 'p99', 'Handler time p99', 'handler', 'dotted'),
    ],
  },
  {
    title: 'Bytes per second',
    format: bytes,
    unit: '/s',
    lines: [
      line('receivedBytes', '↑ from clients', 'Bytes from clients', 'client'),
      line('sentBytes', '↓ to clients', 'Bytes to clients', 'handler'),
    ],
  },
  {
    title: 'Connections',
    format: count,
    unit: '',
    lines: [line('connections', 'open', 'Open connections', 'client')],
  },
  {
    title: 'Waiting events',
    format: count,
    unit: '',
    lines: [line('waitingEvents', 'for handlers', 'Events waiting for handlers', 'handler')],
  },
  {
    title: 'Waiting bytes',
    format: bytes,
    unit: '',
    lines: [
      line('waitingBytes', 'for clients', 'Bytes waiting for clients', 'client'),
      line('captureBytes', 'for the traffic log', 'Bytes waiting for the traffic log', 'engine', 'dashed'),
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
