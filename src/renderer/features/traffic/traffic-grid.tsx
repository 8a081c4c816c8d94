import { Button } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import { ArrowDownToLine } from 'lucide-react'
import { type RefObject, useEffect } from 'react'
import { useStore } from 'zustand'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { useRememberedChoice } from '../../ui/use-remembered'
import { EntryMenu } from './entry-menu'
import { NoteDialog } from './note-dialog'
import { formatRowTime, timeModes } from './row-time'
import classes from './traffic.module.css'
import { TrafficHeader } from './traffic-header'
import { TrafficRowView } from './traffic-row'
import { isMultiple, isSelected } from './traffic-selection'
import type { TrafficStore } from './traffic-store'
import { useEntryCommands } from './use-entry-commands'
import { useEntryMenu } from './use-entry-menu'
import { type FollowingScroller, useFollowingScroller } from './use-following-scroller'
import type { TrafficFilterControl } from './use-traffic-filter'
import { useTrafficMarker } from './use-traffic-marker'
import { useTrafficMarks } from './use-traffic-marks'

const rowPx = 24
/** The column titles stay at the top while the rows below them are scrolled. */
const headerPx = 24

export interface TrafficGridProps {
  readonly traffic: TrafficStore
  readonly gridRef: RefObject<HTMLTableElement | null>
  readonly control: TrafficFilterControl
}

/** The rows of the view. One focusable container; the marker inside it is the selected row. */
export function TrafficGrid({ traffic, gridRef, control }: TrafficGridProps) {
  const { shown, view, firstAt, shifted, restarts } = useStore(traffic.store)
  const scroller = useFollowingScroller(shown, rowPx, shifted, headerPx)
  const tableRef = useMergedRef(gridRef, scroller.ref)
  const marker = useTrafficMarker(traffic, scroller)
  const commands = useEntryCommands(marker.selection)
  const menu = useEntryMenu(traffic, marker, gridRef)
  const marks = useTrafficMarks()
  const [timeMode, setTimeMode] = useRememberedChoice('traffic.time', timeModes, 'relative')
  useCommand('traffic.newest', () => jump(traffic, scroller))
  useCommand('traffic.time.relative', () => setTimeMode('relative'))
  useCommand('traffic.time.delta', () => setTimeMode('delta'))
  useCommand('traffic.time.clock', () => setTimeMode('clock'))
  const { first, last, offsetPx, contentPx } = scroller.window

  // The row above the first one too: its time is what the first one's delta is measured from.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view and new rows need it again
  useEffect(() => traffic.want(first - 1, last), [traffic, first, last, view, shown, shifted])

  const { follow } = scroller
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new filter is read from its newest match on
  useEffect(() => follow(), [restarts])

  const slots = Math.max(0, last - first + 1)
  const rows = Array.from({ length: slots }, (_, offset) => first + offset)
  return (
    <div className={classes.frame}>
      <table
        ref={tableRef}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what a grid is made of
        role="grid"
        aria-label={t`Traffic`}
        aria-rowcount={shown}
        aria-multiselectable
        aria-activedescendant={marker.index === null ? undefined : marker.rowId(marker.index)}
        tabIndex={0}
        data-region-focus
        className={classes.grid}
        onKeyDown={(event) => menu.onKeyDown(event) || marker.onKeyDown(event)}
        onScroll={scroller.onScroll}
        onWheel={(event) => event.deltaY < 0 && scroller.release()}
      >
        <TrafficHeader timeMode={timeMode} onTimeMode={setTimeMode} />
        <tbody className={classes.rows}>
          <tr aria-hidden className={classes.spacer} style={{ height: contentPx }} />
          {rows.map((index) => {
            const row = traffic.row(index)
            const reference = { first: firstAt, previous: traffic.row(index - 1)?.at ?? null }
            return (
              <TrafficRowView
                // Its place on the screen, not its index: following, all rows are new ones with each push, and what is
                // there already takes their words.
                key={index % slots}
                id={marker.rowId(index)}
                index={index}
                row={row}
                topPx={offsetPx + (index - first) * rowPx}
                time={row ? formatRowTime(row.at, timeMode, reference) : ''}
                selected={row !== undefined && isSelected(marker.selection, row.seq)}
                active={row !== undefined && row.seq === marker.selection?.lead}
                note={row && marks.get(row.seq)}
                onSelect={marker.select}
                onMenu={menu.onMenu}
              />
            )
          })}
        </tbody>
      </table>
      {menu.open && (
        <EntryMenu
          open={menu.open}
          multiple={marker.selection !== null && isMultiple(marker.selection)}
          commands={commands}
          control={control}
          onClose={menu.close}
        />
      )}
      <NoteDialog seq={commands.noteOn} onClose={commands.closeNote} />
      {!scroller.following && <JumpToNewest onClick={() => jump(traffic, scroller)} />}
    </div>
  )
}

/** The newest entry is not in a paused view, so this ends the pause too. */
function jump(traffic: TrafficStore, scroller: FollowingScroller): void {
  traffic.setPaused(false)
  scroller.follow()
}

function JumpToNewest({ onClick }: { readonly onClick: () => void }) {
  return (
    <Button
      className={classes.jump}
      size="compact-xs"
      leftSection={<ArrowDownToLine size={12} aria-hidden />}
      onClick={onClick}
    >
      {t`Jump to newest`}
    </Button>
  )
}
