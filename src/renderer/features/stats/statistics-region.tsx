import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { IconButton } from '../../ui/icon-button'
import { Region } from '../../ui/region'
import { charts } from './chart-definitions'
import { LineChart } from './line-chart'
import classes from './statistics.module.css'
import { StatisticsBar } from './statistics-bar'
import { ServerTable, ValuesTable } from './statistics-tables'
import { type Statistics, useStatistics } from './use-statistics'

/** How the figures went, of one path or of all; what was chosen stays while another tab is shown. */
export function StatisticsRegion({ shown }: { readonly shown: boolean }) {
  const statistics = useStatistics(shown)
  const { pausedAt, togglePause } = statistics
  useCommand('traffic.pause', togglePause, shown)
  if (!shown) return null
  return (
    <Region
      name={t`Statistics`}
      scroll={false}
      actions={
        pausedAt === null ? (
          <IconButton label={t`Pause charts`} icon={Pause} onClick={togglePause} />
        ) : (
          <IconButton label={t`Resume charts`} icon={Play} onClick={togglePause} />
        )
      }
    >
      <Charts statistics={statistics} />
    </Region>
  )
}

function Charts({ statistics }: { readonly statistics: Statistics }) {
  const { choice, history } = statistics
  const { seconds } = choice
  /** In milliseconds since the epoch: it stays the same second while newer ones come. */
  const [chosenAt, setChosenAt] = useState<number | null>(null)
  const index = chosenAt === null ? -1 : history.times.indexOf(chosenAt)
  const chosen = index < 0 ? null : index
  const shown = charts.map((chart) => ({
    chart,
    lines: chart.lines.filter(({ series }) => concerns(series)),
  }))

  /** Most servers have no upstream, and a path has no traffic log of its own. */
  function concerns(series: (typeof charts)[number]['lines'][number]['series']): boolean {
    const { toUpstream, fromUpstream } = history.totals
    if (series === 'toUpstream' || series === 'fromUpstream') return toUpstream + fromUpstream > 0
    return series !== 'captureBytes' || history.pathId === null
  }

  return (
    <>
      <StatisticsBar statistics={statistics} chosenAt={chosen === null ? null : chosenAt} />
      <div className={classes.body}>
        <div className={classes.charts}>
          {shown.map(({ chart, lines }) => (
            <LineChart
              key={chart.title}
              chart={chart}
              lines={lines}
              history={history}
              seconds={seconds}
              chosen={chosen}
              onChoose={(next) => setChosenAt(next === null ? null : (history.times[next] ?? null))}
            />
          ))}
        </div>
        <p className={classes.note}>
          {t`Reply latency is the time from a message's arrival to the write of its first answer, handler time what handlers and rules took over a message, both over the last 10 s.`}
        </p>
        <div className={classes.tables}>
          <ValuesTable charts={shown} history={history} seconds={seconds} chosen={chosen} />
          <ServerTable />
        </div>
      </div>
    </>
  )
}
