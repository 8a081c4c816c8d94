import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useRef } from 'react'
import { t } from '../../../shared/text/t'
import { formatCount, formatCounted } from '../../ui/amounts'
import { type MapCell, moveCell, type RoomMap } from './room-map'
import classes from './room-map.module.css'

const rowPx = 22
const columnPx = 26
/** Of the rooms' names, which stand upright. */
const headerPx = 96
/** Of the connections' names. */
const namesPx = 170

export interface RoomMapGridProps {
  readonly map: RoomMap
  readonly pathOf: (connection: string) => string
  readonly cell: MapCell
  readonly onCell: (cell: MapCell) => void
  readonly onToggle: () => void
}

/** The map as a grid; only the cells on the screen are drawn, in both directions. */
export function RoomMapGrid({ map, pathOf, cell, onCell, onToggle }: RoomMapGridProps) {
  const scroller = useRef<HTMLTableElement>(null)
  const base = useId()
  const getScrollElement = () => scroller.current
  const down = useVirtualizer({
    count: map.rows.length,
    getScrollElement,
    estimateSize: () => rowPx,
    overscan: 6,
    scrollMargin: headerPx,
    scrollPaddingStart: headerPx,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: map.rooms.length,
    getScrollElement,
    estimateSize: () => columnPx,
    overscan: 6,
    scrollMargin: namesPx,
    scrollPaddingStart: namesPx,
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === ' ' || event.key === 'Enter') onToggle()
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headerPx) / rowPx) - 1)
    const next = moveCell(event.key, cell, map, page)
    if (next === null && event.key !== ' ' && event.key !== 'Enter') return
    event.preventDefault()
    if (next === null) return
    onCell(next)
    down.scrollToIndex(next.row)
    across.scrollToIndex(next.column)
  }

  const columns = across.getVirtualItems()
  return (
    <table
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what a grid is made of
      role="grid"
      aria-label={t`Rooms by connection`}
      aria-rowcount={map.rows.length + 1}
      aria-colcount={map.rooms.length + 1}
      aria-activedescendant={`${base}-${cell.row}-${cell.column}`}
      tabIndex={0}
      data-autofocus
      className={classes.map}
      onKeyDown={onKeyDown}
    >
      <tbody
        className={classes.content}
        style={{ width: namesPx + across.getTotalSize(), height: headerPx + down.getTotalSize() }}
      >
        <tr aria-rowindex={1} className={classes.header} style={{ height: headerPx }}>
          <th scope="col" className={classes.corner} style={{ width: namesPx, height: headerPx }}>
            {t`Connection`}
          </th>
          {columns.map(({ index, start }) => {
            const room = map.rooms[index]
            return (
              room && (
                <th
                  key={room.name}
                  scope="col"
                  aria-colindex={index + 2}
                  aria-label={`${room.name}, ${formatCounted(room.members.length, t`# member|# members`)}`}
                  title={`${room.name}, ${formatCounted(room.members.length, t`# member|# members`)}`}
                  className={classes.room}
                  data-chosen={index === cell.column ? true : undefined}
                  style={{ left: start, width: columnPx, height: headerPx }}
                >
                  {room.name} <span className={classes.count}>{formatCount(room.members.length)}</span>
                </th>
              )
            )
          })}
        </tr>
        {down.getVirtualItems().map((item) => {
          const row = map.rows[item.index]
          return (
            row && (
              <tr
                key={row.connection}
                aria-rowindex={item.index + 2}
                className={classes.row}
                data-chosen={item.index === cell.row ? true : undefined}
                style={{ top: item.start, height: rowPx }}
              >
                <th scope="row" className={classes.connection} style={{ width: namesPx }}>
                  {row.connection} <span className={classes.path}>{pathOf(row.connection)}</span>
                </th>
                {columns.map(({ index, start }) => {
                  const room = map.rooms[index]?.name ?? ''
                  const isIn = row.rooms.has(room)
                  const isChosen = item.index === cell.row && index === cell.column
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and handles the keys
                    <td
                      key={room}
                      id={`${base}-${item.index}-${index}`}
                      aria-colindex={index + 2}
                      data-chosen={isChosen ? true : undefined}
                      aria-label={`${row.connection} ${isIn ? t`in` : t`not in`} ${room}`}
                      className={classes.cell}
                      data-in={isIn ? true : undefined}
                      style={{ left: start, width: columnPx, height: rowPx }}
                      onClick={() => onCell({ row: item.index, column: index })}
                      onDoubleClick={onToggle}
                    />
                  )
                })}
              </tr>
            )
          )
        })}
      </tbody>
    </table>
  )
}
