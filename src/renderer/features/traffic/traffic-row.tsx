import { memo } from 'react'
import type { TrafficRow } from '../../../shared/model/traffic'
import { formatBytes, formatDuration } from '../../ui/amounts'
import { markWords } from '../held/held-words'
import { directionGlyph, directionWords, isErrorRow, isMessageRow, originWords, rowWords } from './row-words'
import classes from './traffic.module.css'

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
  readonly onSelect: (index: number) => void
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
      onClick={() => props.onSelect(index)}
    >
      {row ? <Cells row={row} time={props.time} /> : <td className={classes.pending} />}
    </tr>
  )
})

function Cells({ row, time }: { readonly row: TrafficRow; readonly time: string }) {
  const who = `${directionWords(row.direction)}, by the ${originWords(row.origin)}`
  const words = rowWords(row)
  return (
    <>
      <td className={classes.direction} data-origin={row.origin}>
        <span
          role="img"
          aria-label={row.origin === 'user' ? `${directionWords(row.direction)}, by you` : who}
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
        {row.hold && (
          <span className={classes.hold} data-outcome={row.hold.outcome}>
            {markWords(row.hold)}
          </span>
        )}
        {words}
      </td>
      <td className={classes.size}>{isMessageRow(row) ? formatBytes(row.size) : ''}</td>
      <td className={classes.number}>{row.latencyMs === null ? '' : formatDuration(row.latencyMs)}</td>
    </>
  )
}
