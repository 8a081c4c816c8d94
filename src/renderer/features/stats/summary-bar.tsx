import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import classes from './stats.module.css'
import { summaryWords } from './summary-words'

/** The status bar. */
export function SummaryBar() {
  const stats = useAppStore((state) => state.stats)
  const discarded = useAppStore((state) => state.traffic.discarded)
  return (
    // Its numbers change all the time: it is read on demand, not announced.
    <div role="status" aria-live="off" aria-label={t`Summary`} className={classes.summary}>
      {summaryWords(stats, discarded)}
    </div>
  )
}
