import { Button } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import classes from './recording.module.css'

/** Long work that is under way: how far it is, and the way to end it. */
export function RecordingJobView() {
  const job = useAppStore((state) => state.recording.job)
  if (!job) return null
  return (
    <div className={classes.job}>
      <span className="u-truncate">{job.title}…</span>
      <Button variant="default" onClick={() => void perform('recordings.cancel')}>
        {t`Cancel`}
      </Button>
      <progress aria-label={job.title} value={job.done} max={1} />
    </div>
  )
}
