import type { SeriesName, StatisticsHistory, TrafficTotals } from '../../../shared/model/statistics'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatBytes, formatCount } from '../../ui/amounts'
import { type ChartDefinition, type ChartLine, withUnit } from './chart-definitions'
import { highest } from './line-chart'
import classes from './statistics.module.css'
import { clock, spanInWords } from './statistics-words'

/** What is counted since the app started, besides being a rate. */
const totalOf: Partial<Record<SeriesName, (totals: TrafficTotals) => string>> = {
  received: ({ received }) => formatCount(received),
  sent: ({ sent }) => formatCount(sent),
  toUpstream: ({ toUpstream }) => formatCount(toUpstream),
  fromUpstream: ({ fromUpstream }) => formatCount(fromUpstream),
  receivedBytes: ({ receivedBytes }) => formatBytes(receivedBytes),
  sentBytes: ({ sentBytes }) => formatBytes(sentBytes),
}

export interface ValuesTableProps {
  readonly charts: readonly { readonly chart: ChartDefinition; readonly lines: readonly ChartLine[] }[]
  readonly history: StatisticsHistory
  readonly seconds: number
  readonly chosen: number | null
}

/** Everything that the charts show, as text. */
export function ValuesTable({ charts, history, seconds, chosen }: ValuesTableProps) {
  const index = chosen ?? history.times.length - 1
  const time = history.times[index]
  return (
    <table className={classes.table}>
      <caption className="u-visually-hidden">{t`Values of the charts`}</caption>
      <thead>
        <tr>
          <th scope="col">{t`In the charts`}</th>
          <th scope="col">{chosen === null || time === undefined ? t`Now` : clock(time)}</th>
          <th scope="col">{t`Highest in ${spanInWords(seconds)}`}</th>
          <th scope="col">{t`Total`}</th>
        </tr>
      </thead>
      <tbody>
        {charts.flatMap(({ chart, lines }) =>
          lines.map((line) => {
            const values = history.series[line.series]
            return (
              <tr key={line.series}>
                <th scope="row">{line.fullName}</th>
                <td>{withUnit(chart, values[index])}</td>
                <td>{withUnit(chart, highest(values))}</td>
                <td>{totalOf[line.series]?.(history.totals)}</td>
              </tr>
            )
          }),
        )}
      </tbody>
    </table>
  )
}

/** What is not a chart: counted for the server as a whole. */
export function ServerTable() {
  const stats = useAppStore((state) => state.stats)
  const rows: readonly (readonly [string, string])[] = [
    [t`Rooms`, formatCount(stats.rooms)],
    [t`Refused handshakes`, formatCount(stats.refused)],
    [t`Limits that acted`, formatCount(stats.limited)],
    [t`Reloads`, formatCount(stats.reloads)],
    [t`Restarts`, formatCount(stats.restarts)],
    [t`Handler errors`, formatCount(stats.handlerErrors)],
  ]
  return (
    <table className={classes.table}>
      <caption className="u-visually-hidden">{t`The server as a whole`}</caption>
      <thead>
        <tr>
          <th scope="col">{t`The server as a whole`}</th>
          <th scope="col">{t`So far`}</th>
        </tr>
      </thead>
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
