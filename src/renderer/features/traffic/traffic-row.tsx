import { Bookmark, Zap } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import type { FaultAct } from '../../../shared/model/fault-act'
import type { TrafficRow } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { formatBytes, formatDuration } from '../../ui/amounts'
import { faultMark } from '../faults/fault-mark'
import { markWords } from '../held/held-words'
import {
  directionGlyph,
  directionWords,
  isErrorRow,
  isLostRow,
  isMessageRow,
  originWords,
  rowWords,
} from './row-words'
import classes from './traffic.module.css'
import type { SelectHow } from './traffic-selection'
import { howOfClick } from './use-traffic-marker'

export interface TrafficRowViewProps {
  readonly id: string
  /** Index in the view, from 0. */
  readonly index: number
  /** Undefined while it is on its way from the main process. */
  readonly row: TrafficRow | undefined
  readonly time: string
  /** From the top of the scrolled content. */
  readonly topPx: number
  readonly selected: boolean
  /** The marker stands on it. */
  readonly active?: boolean
  /** The note of a marked row, '' for none; undefined for a row without a mark. */
  readonly note?: string | undefined
  readonly onSelect: (index: number, how: SelectHow) => void
  /** Right-clicked, where a row has a menu. */
  readonly onMenu?: (index: number, event: MouseEvent) => void
}

/** One row of the traffic list. */
export const TrafficRowView = memo(function TrafficRowView(props: TrafficRowViewProps) {
  const { row, index } = props
  return (
    <tr
      id={props.id}
      aria-rowindex={index + 1}
      aria-selected={props.selected}
      className={classes.row}
      style={{ top: props.topPx }}
      data-error={(row && isErrorRow(row)) || undefined}
      data-event={(row && !isMessageRow(row)) || undefined}
      data-active={props.active || undefined}
      // Shift would select the text in between.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => props.onSelect(index, howOfClick(event))}
      onContextMenu={(event) => props.onMenu?.(index, event)}
    >
      {row ? <Cells row={row} time={props.time} note={props.note} /> : <td className={classes.pending} />}
    </tr>
  )
})

interface CellsProps {
  readonly row: TrafficRow
  readonly time: string
  readonly note: string | undefined
}

function Cells({ row, time, note }: CellsProps) {
  const who = t`${directionWords(row.direction)}, by the ${originWords(row.origin)}`
  const words = rowWords(row)
  return (
    <>
      <td className={classes.direction} data-origin={row.origin}>
        <span
          role="img"
          aria-label={row.origin === 'user' ? t`${directionWords(row.direction)}, by you` : who}
        >
          {directionGlyph(row.direction)}
        </span>
      </td>
      <td className={classes.number}>{time}</td>
      <td className={classes.connection}>{row.connectionId}</td>
      <td className={classes.path} title={row.path}>
        <bdi>{row.path}</bdi>
      </td>
      <td className={classes.preview} title={words}>
        {note !== undefined && (
          <span className={classes.mark}>
            <Bookmark size={11} role="img" aria-label={t`Marked`} />
            {note}
          </span>
        )}
        {row.hold && (
          <span className={classes.hold} data-outcome={row.hold.outcome}>
            {markWords(row.hold)}
          </span>
        )}
        {row.faults && <FaultMarkView acts={row.faults} />}
        {isLostRow(row) ? <del className={classes.lost}>{words}</del> : words}
      </td>
      <td className={classes.size}>{isMessageRow(row) ? formatBytes(row.size) : ''}</td>
      <td className={classes.number} title={row.request === undefined ? undefined : t`Since #${row.request}`}>
        {row.latencyMs === null ? '' : formatDuration(row.latencyMs)}
      </td>
    </>
  )
}

/** What faults did to the message. */
function FaultMarkView({ acts }: { readonly acts: readonly FaultAct[] }) {
  const mark = faultMark(acts)
  if (mark === null) return null
  return (
    <span role="img" aria-label={mark.name} title={mark.name} className={classes.fault}>
      <Zap size={10} aria-hidden />
      {mark.words}
    </span>
  )
}
