import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import classes from './stats.module.css'
import { summaryWords } from './summary-words'

/** What its numbers count. */
function explanation(): string {
  return [
    t`Messages: received and sent since the server was started.`,
    t`/s: those of the last second.`,
    t`p99: in the last 10 seconds, 99 of 100 first answers of handlers were sent within this time after what they answer; – when there were none. Later answers, what handlers send by themselves, and what upstreams answer are left out.`,
  ].join('\n')
}

/** The status bar. */
export function SummaryBar() {
  const stats = useAppStore((state) => state.stats)
  const discarded = useAppStore((state) => state.traffic.discarded)
  return (
    // Its numbers change all the time: it is read on demand, not announced.
    <div
      role="status"
      aria-live="off"
      aria-label={t`Summary`}
      title={explanation()}
      className={classes.summary}
    >
      {summaryWords(stats, discarded)}
    </div>
  )
}
