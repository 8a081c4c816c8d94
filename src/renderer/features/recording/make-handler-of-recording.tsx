import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { type RecordingContents, recordingEnding } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { EmptyState } from '../../ui/empty-state'
import { MakeHandlerForm } from './make-handler-form'

export interface MakeHandlerOfRecordingProps {
  readonly contents: RecordingContents
  readonly onMade: () => void
}

/** Asks which path of the recording the handler shall answer on, and how to call it. */
export function MakeHandlerOfRecording({ contents, onMade }: MakeHandlerOfRecordingProps) {
  const { name, connections } = contents
  const paths = [...new Set(connections.map(({ path }) => path))]
  const [path, setPath] = useState(paths[0] ?? '/')
  if (paths.length === 0) {
    return <EmptyState compact>{t`No client was connected, so there is nothing to answer.`}</EmptyState>
  }
  return (
    <MakeHandlerForm
      initialName={`${name.slice(0, -recordingEnding.length).replace(/[^\w-]+/g, '-')}.ts`}
      path={path}
      make={(to) => request('recordings.makeHandler', { name, path, to })}
      onMade={onMade}
    >
      <NativeSelect
        label={t`Path`}
        data={paths}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
    </MakeHandlerForm>
  )
}
