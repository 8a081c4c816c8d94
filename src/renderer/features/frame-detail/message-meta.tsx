import { UnstyledButton } from '@mantine/core'
import type { EntryLink, TrafficDetail } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { useAppStoreApi } from '../../stores/app-store-context'
import { formatBytes, formatDuration } from '../../ui/amounts'
import { faultMark } from '../faults/fault-mark'
import { formatClock } from '../traffic/row-time'
import {
  directionGlyph,
  directionWords,
  eventWords,
  isMessageRow,
  kindWords,
  originWords,
} from '../traffic/row-words'
import classes from './frame-detail.module.css'

/** What kind of entry it is and what it is paired with, in one line above its body. */
export function MessageMeta({ detail }: { readonly detail: TrafficDetail }) {
  const { row, pair } = detail
  const facts = [
    isMessageRow(row) ? `${kindWords(row.kind)} ${directionWords(row.direction)}` : eventWords(row),
    row.origin === 'client' ? '' : t`by ${originWords(row.origin)}`,
    row.connectionId ?? '',
    row.path,
    formatClock(row.at),
    isMessageRow(row) ? formatBytes(row.size) : '',
    row.latencyMs === null || pair.request ? '' : t`after ${formatDuration(row.latencyMs)}`,
    `#${row.seq}`,
    faultMark(row.faults ?? [])?.name ?? '',
  ]
  return (
    <p className={classes.meta}>
      <span aria-hidden data-origin={row.origin} className={classes.metaGlyph}>
        {directionGlyph(row.direction)}
      </span>
      {facts.filter((fact) => fact !== '').join(' · ')}
      {pair.request && <PairLink link={pair.request} words={t`Reply to`} />}
      {pair.reply && <PairLink link={pair.reply} words={t`Answered by`} />}
    </p>
  )
}

/** `Reply to #12 after 3.2 ms`; a click shows that entry. */
function PairLink({ link, words }: { readonly link: EntryLink; readonly words: string }) {
  const app = useAppStoreApi()
  return (
    <>
      {' · '}
      <UnstyledButton
        className={classes.pairLink}
        onClick={() => app.getState().setUi({ selectedTraffic: link.seq })}
      >
        {t`${words} #${link.seq} after ${formatDuration(link.ms)}`}
      </UnstyledButton>
    </>
  )
}
