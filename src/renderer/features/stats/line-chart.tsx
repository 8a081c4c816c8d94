import type { KeyboardEvent, PointerEvent } from 'react'
import type { StatisticsHistory } from '../../../shared/model/statistics'
import { t } from '../../../shared/text/t'
import { type ChartDefinition, type ChartLine, inWords } from './chart-definitions'
import { linePath, placeOf, sampleAt, topOf } from './chart-scale'
import classes from './statistics.module.css'
import { clock, spanInWords } from './statistics-words'

const width = 240
const height = 48
/** Seconds that a page key moves by. */
const page = 10

export interface LineChartProps {
  readonly chart: ChartDefinition
  /** Those of its lines that there is something to say of. */
  readonly lines: readonly ChartLine[]
  readonly history: StatisticsHistory
  readonly seconds: number
  /** Index of the second that is looked at, null for the newest. */
  readonly chosen: number | null
  readonly onChoose: (index: number | null) => void
}

/** Lines over time. Pointing at it, or the arrow keys, show the values of a second, here and in all other charts. */
export function LineChart({ chart, lines, history, seconds, chosen, onChoose }: LineChartProps) {
  const { times, series } = history
  const top = topOf(lines.map((line) => series[line.series]))
  const last = times.length - 1
  const index = chosen ?? last
  const time = times[index]
  const worded = (line: ChartLine): string => inWords(chart, series[line.series][index])

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    onChoose(sampleAt((event.clientX - box.left) / box.width, times, seconds))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextSecond(event.key, index, last)
    if (next === undefined) return
    event.preventDefault()
    onChoose(next)
  }

  return (
    <figure className={classes.chart}>
      <figcaption className={classes.title}>{chart.title}</figcaption>
      <div className={classes.plot}>
        <span className={classes.top} aria-hidden>
          {chart.format(top)}
        </span>
        <svg
          role="img"
          aria-label={summaryOf(chart, lines, history, seconds)}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className={classes.lines}
        >
          {lines.map((line) => (
            <path
              key={line.series}
              data-origin={line.origin}
              data-pattern={line.pattern}
              d={linePath(series[line.series], times, { seconds, top, width, height })}
            />
          ))}
        </svg>
        {chosen !== null && time !== undefined && (
          <span
            className={classes.cursor}
            style={{ left: `${placeOf(time, times[last] ?? time, seconds) * 100}%` }}
          />
        )}
        <div
          role="slider"
          tabIndex={0}
          aria-label={t`${chart.title}, second by second`}
          aria-valuemin={Math.min(0, -last)}
          aria-valuemax={0}
          aria-valuenow={Math.min(0, index - last)}
          aria-valuetext={
            time === undefined
              ? t`nothing yet`
              : `${clock(time)}: ${lines.map((line) => `${line.fullName} ${worded(line)}`).join(', ')}`
          }
          className={classes.hover}
          onPointerMove={onPointerMove}
          onPointerLeave={() => onChoose(null)}
          onKeyDown={onKeyDown}
          onBlur={() => onChoose(null)}
        />
      </div>
      <ul className={classes.legend}>
        {lines.map((line) => (
          <li key={line.series}>
            <svg viewBox="0 0 14 2" aria-hidden className={classes.swatch}>
              <path data-origin={line.origin} data-pattern={line.pattern} d="M0,1H14" />
            </svg>
            <span className={classes.name}>{line.name}</span>
            <span className={classes.value}>{worded(line)}</span>
          </li>
        ))}
      </ul>
    </figure>
  )
}

/** The second that a key leads to: null for the newest as it comes, undefined where the key means nothing. */
function nextSecond(key: string, index: number, last: number): number | null | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    PageDown: index - page,
    PageUp: index + page,
    Home: 0,
    End: last,
  }
  if (key === 'Escape') return null
  const next = steps[key]
  return next === undefined || last < 0 ? undefined : Math.min(last, Math.max(0, next))
}

/** `Reply latency in the last 2 min: p50 now 0.12 ms, at most 1.30 ms; …` */
function summaryOf(
  chart: ChartDefinition,
  lines: readonly ChartLine[],
  { series }: StatisticsHistory,
  seconds: number,
): string {
  const parts = lines.map((line) => {
    const values = series[line.series]
    return t`${line.name} now ${inWords(chart, values.at(-1))}, at most ${inWords(chart, highest(values))}`
  })
  return t`${chart.title} in the last ${spanInWords(seconds)}: ${parts.join('; ')}`
}

/** Null where there is no value. */
export function highest(values: readonly (number | null)[]): number | null {
  let most: number | null = null
  for (const value of values) if (value !== null && (most === null || value > most)) most = value
  return most
}
