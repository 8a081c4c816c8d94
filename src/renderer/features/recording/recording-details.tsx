import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import type { RecordingContents, RecordingSummary } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { formatCounted, formatDuration } from '../../ui/amounts'
import { notifyUndo } from '../../ui/notify-undo'
import { notifyDone, notifyError, perform } from '../../ui/perform'
import { MakeHandlerOfRecording } from './make-handler-of-recording'
import classes from './recording.module.css'
import { RecordingEntries } from './recording-entries'
import { RenameRecording } from './rename-recording'
import { ReplayForm } from './replay-form'

export interface RecordingDetailsProps {
  readonly recording: RecordingSummary
  readonly onShow: (name: string | null) => void
  readonly onClose: () => void
}

type Form = 'replay' | 'handler' | 'rename'

/** One recording: what is in it, and the buttons for what can be done with it. */
export function RecordingDetails({ recording, onShow, onClose }: RecordingDetailsProps) {
  const { name } = recording
  const { contents, problem } = useContents(recording)
  const [form, setForm] = useState<Form | null>(null)
  const toggle = (wanted: Form) => setForm(form === wanted ? null : wanted)
  const button = (wanted: Form, words: string) => (
    <Button
      variant={wanted === 'handler' && form === null ? 'filled' : 'default'}
      aria-expanded={form === wanted}
      disabled={!contents && wanted !== 'rename'}
      onClick={() => toggle(wanted)}
    >
      {words}
    </Button>
  )
  return (
    <section aria-label={name} className={classes.column}>
      <p className={classes.facts}>{contents ? factsOf(contents) : ' '}</p>
      <div className={classes.bar}>
        {button('handler', t`Make a handler…`)}
        {button('replay', t`Replay…`)}
        {button('rename', t`Rename…`)}
        <Button variant="default" onClick={() => void exportHar(name)}>
          {t`Export as HAR…`}
        </Button>
        <Button variant="default" onClick={() => void perform('recordings.reveal', name)}>
          {t`Show in folder`}
        </Button>
        <Button variant="default" onClick={() => void remove(name, onShow)}>
          {t`Delete`}
        </Button>
      </div>
      {problem !== null && (
        <p role="alert" className={classes.error}>
          {problem}
        </p>
      )}
      {form === 'rename' && <RenameRecording name={name} onRenamed={onShow} />}
      {contents && form === 'handler' && <MakeHandlerOfRecording contents={contents} onMade={onClose} />}
      {contents && form === 'replay' && <ReplayForm contents={contents} onStarted={onClose} />}
      {contents && <RecordingEntries contents={contents} />}
    </section>
  )
}

function factsOf({ entries, durationMs, startedAt, cutOff }: RecordingContents): string {
  const length = t`${formatCounted(entries, t`# entry|# entries`)} in ${formatDuration(durationMs)}`
  const begun = new Date(startedAt).toLocaleString('en-GB')
  return t`${length}, begun ${begun}${cutOff ? '. It has no end: it is still recorded, or the app was ended meanwhile.' : ''}`
}

function useContents({ name, modifiedAt }: RecordingSummary) {
  const [contents, setContents] = useState<RecordingContents | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file that has changed is read again
  useEffect(() => {
    let current = true
    request('recordings.open', name).then(
      (found) => current && setContents(found),
      (error: unknown) => current && setProblem(messageOf(error)),
    )
    return () => {
      current = false
    }
  }, [name, modifiedAt])
  return { contents, problem }
}

async function exportHar(name: string): Promise<void> {
  try {
    const written = await request('recordings.exportHar', name)
    if (written)
      notifyDone(t`${formatCounted(written.entries, t`# entry|# entries`)} written to ${written.file}`)
  } catch (error) {
    notifyError(messageOf(error))
  }
}

async function remove(name: string, onShow: (name: string | null) => void): Promise<void> {
  if (!(await perform('recordings.remove', name))) return
  onShow(null)
  const undo = async () => {
    if (await perform('recordings.restore', name)) onShow(name)
  }
  notifyUndo(t`Deleted ${name}.`, () => void undo())
}
