import { Button, Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Disc3 } from 'lucide-react'
import { messageOf } from '../../../shared/errors'
import type { FinishedRecording } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { useCommand, useCommands } from '../../commands/command-context'
import { request } from '../../ipc/bridge'
import type { AppStore } from '../../stores/app-store'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { formatBytes, formatCompact, formatCounted } from '../../ui/amounts'
import { IconButton } from '../../ui/icon-button'
import { notifyError } from '../../ui/perform'
import classes from './recording.module.css'

/** Whether the traffic is recorded, and how much of it; the way to the recordings. */
export function RecordSwitch() {
  const recorder = useAppStore((state) => state.recording.recorder)
  const store = useAppStoreApi()
  const registry = useCommands()
  const isOn = recorder.state === 'on'
  useCommand('recording.toggle', () => {
    const now = store.getState().recording.recorder.state === 'on'
    void record(store, !now)
  })
  return (
    <div className={classes.record}>
      <Switch
        label={t`Record`}
        checked={isOn}
        onChange={(event) => void record(store, event.currentTarget.checked)}
      />
      {isOn && (
        <span
          className={classes.amount}
          title={t`Recording to recordings/${recorder.name}: ${formatCounted(recorder.entries, t`# entry|# entries`)}`}
        >
          {formatCompact(recorder.entries)} · {formatBytes(recorder.bytes)}
        </span>
      )}
      <IconButton label={t`Recordings`} icon={Disc3} onClick={() => registry.run('recording.list')} />
    </div>
  )
}

async function record(store: AppStore, on: boolean): Promise<void> {
  try {
    if (on) await request('recordings.start')
    else {
      const finished = await request('recordings.stop')
      if (finished) notifyFinished(store, finished)
    }
  } catch (error) {
    notifyError(messageOf(error))
  }
}

function notifyFinished(store: AppStore, { name, entries, bytes, problem }: FinishedRecording): void {
  const id = `recorded-${name}`
  const open = () => {
    notifications.hide(id)
    store.getState().setUi({ recordings: { open: true, name } })
  }
  notifications.show({
    id,
    autoClose: 10_000,
    withBorder: true,
    message: (
      <>
        {problem ??
          t`Recorded ${formatCounted(entries, t`# entry|# entries`)} (${formatBytes(bytes)}) in ${name}.`}{' '}
        <Button variant="subtle" onClick={open}>
          {t`Open the recording`}
        </Button>
      </>
    ),
  })
}
