import { Button, NativeSelect } from '@mantine/core'
import { type ReplayStatus, replaySpeeds } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatCounted } from '../../ui/amounts'
import { Notice } from '../../ui/notice'
import { perform } from '../../ui/perform'
import { speedOf, speedWords } from './speed-words'

/** The replay that runs, with what controls it. */
export function ReplayNotice() {
  const replay = useAppStore((state) => state.recording.replay)
  if (!replay) return null
  return (
    <Notice kind={replay.problem === null ? 'info' : 'warning'} actions={<Controls replay={replay} />}>
      {wordsOf(replay)}
    </Notice>
  )
}

function Controls({ replay }: { readonly replay: ReplayStatus }) {
  const { state, speed } = replay
  if (state === 'done') return <Button onClick={() => void perform('replay.stop')}>{t`Done`}</Button>
  const isPaused = state === 'paused'
  return (
    <>
      <NativeSelect
        aria-label={t`Replay speed`}
        value={String(speed)}
        onChange={(event) => void perform('replay.setSpeed', speedOf(event.currentTarget.value))}
        data={replaySpeeds.map((value) => ({ value: String(value), label: speedWords(value) }))}
      />
      <Button variant="default" onClick={() => void perform('replay.setPaused', !isPaused)}>
        {isPaused ? t`Resume replay` : t`Pause replay`}
      </Button>
      <Button variant="default" onClick={() => void perform('replay.stop')}>
        {t`Stop replay`}
      </Button>
    </>
  )
}

function wordsOf({ state, recording, target, sent, problem }: ReplayStatus): string {
  const what = t`${recording} to ${target}`
  const count = t`${formatCounted(sent, t`# message|# messages`)} sent`
  if (state === 'done') return t`Replayed ${what}: ${count}${problem === null ? '' : t`, then ${problem}`}.`
  return `${state === 'paused' ? t`Paused replaying` : t`Replaying`} ${what}: ${count}.`
}
