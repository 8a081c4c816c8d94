import type { TrafficRow } from '../../../shared/model/traffic'
import { formatBytes, formatDuration } from '../../ui/amounts'
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

/** What kind of entry it is, in one line above its body. */
export function MessageMeta({ row }: { readonly row: TrafficRow }) {
  const facts = [
    isMessageRow(row) ? `${kindWords(row.kind)} ${directionWords(row.direction)}` : eventWords(row),
    row.origin === 'client' ? '' : `by ${originWords(row.origin)}`,
    row.connectionId ?? '',
    row.path,
    formatClock(row.at),
    isMessageRow(row) ? formatBytes(row.size) : '',
    row.latencyMs === null ? '' : `after ${formatDuration(row.latencyMs)}`,
  ]
  return (
    <p className={classes.meta}>
      <span aria-hidden data-origin={row.origin} className={classes.metaGlyph}>
        {directionGlyph(row.direction)}
      </span>
      {facts.filter((fact) => fact !== '').join(' · ')}
    </p>
  )
}
