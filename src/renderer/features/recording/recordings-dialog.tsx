import { useEffect, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import type { RecordingSummary } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { EmptyState } from '../../ui/empty-state'
import { notifyError } from '../../ui/perform'
import classes from './recording.module.css'
import { RecordingDetails } from './recording-details'
import { RecordingJobView } from './recording-job'
import { RecordingList } from './recording-list'

/** The workspace's recordings: what is in them, and what can be made of them. */
export function RecordingsDialog() {
  const { open, name } = useAppStore((state) => state.ui.recordings)
  const store = useAppStoreApi()
  const show = (shown: string | null) => store.getState().setUi({ recordings: { open: true, name: shown } })
  const close = () => {
    void request('recordings.cancel')
    store.getState().setUi({ recordings: { open: false, name: null } })
  }
  const importFile = async () => {
    try {
      const imported = await request('recordings.import')
      if (imported !== null) show(imported)
    } catch (error) {
      notifyError(messageOf(error))
    }
  }
  useCommand('recording.list', () => show(store.getState().ui.recordings.name))
  useCommand('recording.import', () => {
    show(null)
    void importFile()
  })
  return (
    <Dialog title={t`Recordings`} opened={open} onClose={close} width={1040}>
      <Contents name={name} onShow={show} onImport={() => void importFile()} onClose={close} />
    </Dialog>
  )
}

interface ContentsProps {
  readonly name: string | null
  readonly onShow: (name: string | null) => void
  readonly onImport: () => void
  readonly onClose: () => void
}

function Contents({ name, onShow, onImport, onClose }: ContentsProps) {
  const recordings = useRecordings()
  const shown = recordings?.find((recording) => recording.name === name)
  return (
    <div className={classes.dialog}>
      <div className={classes.column}>
        <RecordingList recordings={recordings} shown={name} onShow={onShow} onImport={onImport} />
        <RecordingJobView />
      </div>
      {shown ? (
        <RecordingDetails key={shown.name} recording={shown} onShow={onShow} onClose={onClose} />
      ) : (
        <EmptyState>
          {recordings?.length === 0
            ? t`Nothing was recorded in this workspace yet. Turn on Record in the toolbar, or import a HAR that a browser exported.`
            : t`Choose a recording to see what is in it, to replay it, or to make a handler of it.`}
        </EmptyState>
      )}
    </div>
  )
}

/** The list, again whenever it may be another one; null until it is there. */
function useRecordings(): readonly RecordingSummary[] | null {
  const changes = useAppStore((state) => state.recording.changes)
  const [recordings, setRecordings] = useState<readonly RecordingSummary[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` says that the list may be another one
  useEffect(() => {
    let current = true
    request('recordings.list').then(
      (found) => current && setRecordings(found),
      (error: unknown) => notifyError(messageOf(error)),
    )
    return () => {
      current = false
    }
  }, [changes])
  return recordings
}
