import { useEffect, useState } from 'react'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { formatBytes, formatCount, formatDuration } from '../../ui/amounts'
import { Region } from '../../ui/region'
import classes from './stats.module.css'
import { type StatsSample, sparklinePoints, withSample } from './stats-history'

const chartWidth = 220
const chartHeight = 40

/** Figures since the server started, and how the rates went, also while nobody looked: it stays mounted. */
export function StatisticsRegion({ shown }: { readonly shown: boolean }) {
  const history = useStatsHistory()
  if (!shown) return null
  return (
    <Region name="Statistics" scroll={false}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className={classes.statistics} tabIndex={0}>
        <div className={classes.charts}>
          <Chart title="Messages in per second" values={history.map((sample) => sample.receivedPerSecond)} />
          <Chart title="Messages out per second" values={history.map((sample) => sample.sentPerSecond)} />
          <Chart title="Connections" values={history.map((sample) => sample.connections)} />
          <Chart
            title="Latency p99"
            values={history.map((sample) => sample.latencyP99Ms)}
            format={formatDuration}
          />
        </div>
        <Figures />
      </div>
    </Region>
  )
}

/** One sample a second since the window opened. */
function useStatsHistory(): readonly StatsSample[] {
  const app = useAppStoreApi()
  const [history, setHistory] = useState<readonly StatsSample[]>(() =>
    withSample([], app.getState().stats, Date.now()),
  )
  useEffect(() => {
    const timer = setInterval(
      () => setHistory((before) => withSample(before, app.getState().stats, Date.now())),
      1000,
    )
    return () => clearInterval(timer)
  }, [app])
  return history
}

interface ChartProps {
  readonly title: string
  readonly values: readonly (number | null)[]
  readonly format?: (value: number) => string
}

/** A line over at most two minutes, with its last and its highest value in words. */
function Chart({ title, values, format = (value) => formatCount(Math.round(value)) }: ChartProps) {
  const last = values.at(-1) ?? null
  const known = values.filter((value) => value !== null)
  const now = last === null ? '–' : format(last)
  const most = known.length === 0 ? '–' : format(Math.max(...known))
  const seconds = `${values.length} s`
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.chartTitle}>
        {title}
        <strong className={classes.chartNow}>{now}</strong>
      </figcaption>
      <svg
        role="img"
        aria-label={`${title}: now ${now}, at most ${most} in the last ${seconds}`}
        viewBox={`0 0 ${chartWidth} ${chartHeight}`}
        preserveAspectRatio="none"
        className={classes.sparkline}
      >
        <polyline points={sparklinePoints(values, chartWidth, chartHeight)} />
      </svg>
      <div className={classes.chartMost}>
        at most {most} in the last {seconds}
      </div>
    </figure>
  )
}

function Figures() {
  const stats = useAppStore((state) => state.stats)
  const rows: readonly (readonly [string, string])[] = [
    ['Messages received', `${formatCount(stats.received)}, ${formatBytes(stats.receivedBytes)}`],
    ['Messages sent', `${formatCount(stats.sent)}, ${formatBytes(stats.sentBytes)}`],
    [
      'Latency, median of the last 10 s',
      stats.latencyP50Ms === null ? '–' : formatDuration(stats.latencyP50Ms),
    ],
    ['Latency, 99th percentile', stats.latencyP99Ms === null ? '–' : formatDuration(stats.latencyP99Ms)],
    ['Connections, rooms', `${formatCount(stats.connections)}, ${formatCount(stats.rooms)}`],
    ['Refused handshakes', formatCount(stats.refused)],
    ['Limits that acted', formatCount(stats.limited)],
    ['Reloads, restarts', `${formatCount(stats.reloads)}, ${formatCount(stats.restarts)}`],
    ['Handler errors', formatCount(stats.handlerErrors)],
  ]
  return (
    <table className={classes.figures}>
      <caption className="u-visually-hidden">Figures since the server started</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
