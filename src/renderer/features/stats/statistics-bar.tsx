import { NativeSelect, SegmentedControl } from '@mantine/core'
import { t } from '../../../shared/text/t'
import classes from './statistics.module.css'
import { clock, pathInWords, spanInWords } from './statistics-words'
import { type Statistics, spans } from './use-statistics'

export interface StatisticsBarProps {
  readonly statistics: Statistics
  /** The second that is looked at, in milliseconds since the epoch; null for the newest. */
  readonly chosenAt: number | null
}

/** Which path and how much time the charts show, and which second is read. */
export function StatisticsBar({ statistics, chosenAt }: StatisticsBarProps) {
  const { choice, history, pausedAt, choose } = statistics
  const paths = history.paths.map((one) => ({ value: String(one.id), label: pathInWords(one) }))
  return (
    <div className={classes.bar}>
      <NativeSelect
        aria-label={t`Path`}
        className={classes.path}
        value={choice.pathId === null ? '' : String(choice.pathId)}
        data={[{ value: '', label: t`All paths` }, ...paths]}
        onChange={({ currentTarget: { value } }) => choose({ pathId: value === '' ? null : Number(value) })}
      />
      <SegmentedControl
        aria-label={t`Time span`}
        value={String(choice.seconds)}
        data={spans.map((seconds) => ({ value: String(seconds), label: spanInWords(seconds) }))}
        onChange={(value) => choose({ seconds: spans.find((one) => String(one) === value) ?? spans[0] })}
      />
      <span className={classes.moment}>
        {chosenAt !== null ? t`At ${clock(chosenAt)}` : pausedAt !== null && t`Paused at ${clock(pausedAt)}`}
      </span>
    </div>
  )
}
