import { Button, NativeSelect } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type RecordingContents, type ReplaySpeed, replaySpeeds } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatCounted } from '../../ui/amounts'
import { EmptyState } from '../../ui/empty-state'
import { perform } from '../../ui/perform'
import classes from './recording.module.css'
import { speedOf, speedWords } from './speed-words'

export interface ReplayFormProps {
  readonly contents: RecordingContents
  readonly onStarted: () => void
}

const newConnections = 'new'

/** Asks whose messages are sent to whom, and how fast. */
export function ReplayForm({ contents, onStarted }: ReplayFormProps) {
  const sources = contents.connections.filter(({ sent }) => sent > 0)
  const connections = useAppStore((state) => state.connections)
  const open = [...connections.values()].filter(({ state }) => state === 'open')
  const [recorded, setRecorded] = useState(sources[0]?.id ?? '')
  const [target, setTarget] = useState<string | null>(null)
  const [speed, setSpeed] = useState<ReplaySpeed>(1)
  if (sources.length === 0) {
    return <EmptyState compact>{t`No client was sent anything, so there is nothing to replay.`}</EmptyState>
  }
  const path = sources.find(({ id }) => id === recorded)?.path ?? '/'
  const to =
    target ?? open.find((connection) => connection.path === path)?.id ?? open[0]?.id ?? newConnections
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const chosen =
      to === newConnections ? ({ type: 'new' } as const) : ({ type: 'connection', connection: to } as const)
    if (await perform('replay.start', { name: contents.name, recorded, target: chosen, speed })) onStarted()
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.bar}>
        <NativeSelect
          label={t`Messages to`}
          value={recorded}
          onChange={(event) => setRecorded(event.currentTarget.value)}
          data={sources.map(({ id, path: where, sent }) => ({
            value: id,
            label: t`${id} on ${where}: ${formatCounted(sent, t`# message|# messages`)}`,
          }))}
        />
        <NativeSelect
          label={t`Send them to`}
          value={to}
          onChange={(event) => setTarget(event.currentTarget.value)}
          data={[
            ...open.map(({ id, path: where }) => ({ value: id, label: t`${id} on ${where}` })),
            { value: newConnections, label: t`every new connection on ${path}` },
          ]}
        />
        <NativeSelect
          label={t`Speed`}
          value={String(speed)}
          onChange={(event) => setSpeed(speedOf(event.currentTarget.value))}
          data={replaySpeeds.map((value) => ({ value: String(value), label: speedWords(value) }))}
        />
        <Button type="submit">{t`Start replay`}</Button>
      </div>
    </form>
  )
}
