import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import { recordingEnding } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import classes from './recording.module.css'

export interface RenameRecordingProps {
  readonly name: string
  readonly onRenamed: (name: string) => void
}

/** Asks for a recording's new name; `.jsonl` may be left out. */
export function RenameRecording({ name, onRenamed }: RenameRecordingProps) {
  const [text, setText] = useState(name.slice(0, -recordingEnding.length))
  const [error, setError] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const to = text.endsWith(recordingEnding) ? text : `${text.trim()}${recordingEnding}`
    try {
      await request('recordings.rename', { from: name, to })
      onRenamed(to)
    } catch (failure) {
      setError(messageOf(failure))
    }
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.bar}>
        <TextInput
          label={t`New name`}
          autoFocus
          flex={1}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setError(null)
          }}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {t`Rename`}
        </Button>
      </div>
      {error !== null && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </form>
  )
}
