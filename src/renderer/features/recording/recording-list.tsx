import { Button } from '@mantine/core'
import { Upload } from 'lucide-react'
import type { RecordingSummary } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatBytes } from '../../ui/amounts'
import classes from './recording.module.css'

export interface RecordingListProps {
  readonly recordings: readonly RecordingSummary[] | null
  readonly shown: string | null
  readonly onShow: (name: string) => void
  readonly onImport: () => void
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** The recordings, the newest first. */
export function RecordingList({ recordings, shown, onShow, onImport }: RecordingListProps) {
  const recorder = useAppStore((state) => state.recording.recorder)
  const running = recorder.state === 'on' ? recorder.name : null
  return (
    <>
      <ul aria-label={t`Recordings`} className={classes.list}>
        {recordings?.map(({ name, bytes, modifiedAt }) => (
          <li key={name}>
            <button
              type="button"
              className={classes.item}
              aria-pressed={name === shown}
              onClick={() => onShow(name)}
            >
              <div className="u-truncate" title={name}>
                {name}
              </div>
              <div className={classes.facts}>
                {name === running
                  ? t`is being recorded`
                  : `${dates.format(modifiedAt)} · ${formatBytes(bytes)}`}
              </div>
            </button>
          </li>
        ))}
      </ul>
      <Button variant="default" leftSection={<Upload size={13} aria-hidden />} onClick={onImport}>
        {t`Import HAR or JSONL…`}
      </Button>
    </>
  )
}
