import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { RecordedEntry, RecordingContents } from '../../../shared/model/recording'
import { t } from '../../../shared/text/t'
import { EmptyState } from '../../ui/empty-state'
import { moveMarker } from '../../ui/list-keys'
import { HexView } from '../frame-detail/hex-view'
import { TextView } from '../frame-detail/text-view'
import { formatRowTime } from '../traffic/row-time'
import { rowWindow, scrollTopFor } from '../traffic/row-window'
import traffic from '../traffic/traffic.module.css'
import { TrafficRowView } from '../traffic/traffic-row'
import { bytesOfBase64, recordedRow } from './recorded-row'
import classes from './recording.module.css'
import { useRecordedEntries } from './use-recorded-entries'

const rowPx = 24

/** The entries of a recording, as Traffic shows them, and the body of the selected one. */
export function RecordingEntries({ contents }: { readonly contents: RecordingContents }) {
  const count = contents.entries
  const scroller = useRef<HTMLTableElement>(null)
  const [position, setPosition] = useState({ top: 0, viewPx: 0 })
  const [selected, setSelected] = useState(-1)
  const entryAt = useRecordedEntries(contents)
  const id = useId()
  const measure = () => {
    const { current } = scroller
    if (current) setPosition({ top: current.scrollTop, viewPx: current.clientHeight })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once it is on the screen
  useEffect(() => {
    const { current } = scroller
    if (!current) return
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [count])

  if (count === 0) return <EmptyState>{t`Nothing was captured while this was recorded.`}</EmptyState>
  const geometry = { count, rowPx, viewPx: position.viewPx }
  const { first, last, offsetPx, contentPx } = rowWindow(geometry, position.top)
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.floor(position.viewPx / rowPx)
    const next = moveMarker(event.key, { active: selected, count, page })
    if (next === null || !scroller.current) return
    event.preventDefault()
    setSelected(next)
    scroller.current.scrollTop = scrollTopFor(geometry, scroller.current.scrollTop, next)
  }
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
  const shown = selected < 0 ? undefined : entryAt(selected)
  return (
    <>
      <div className={classes.entries}>
        <table
          ref={scroller}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what a grid is made of
          role="grid"
          aria-label={t`Recorded entries`}
          aria-rowcount={count}
          aria-activedescendant={selected < 0 ? undefined : `${id}-${selected}`}
          tabIndex={0}
          className={traffic.grid}
          onKeyDown={onKeyDown}
          onScroll={measure}
        >
          <tbody className={traffic.rows}>
            <tr aria-hidden className={traffic.spacer} style={{ height: contentPx }} />
            {rows.map((index) => {
              const entry = entryAt(index)
              const time = entry ? formatRowTime(entry.t, 'relative', { first: 0, previous: null }) : ''
              return (
                <TrafficRowView
                  key={index}
                  id={`${id}-${index}`}
                  index={index}
                  row={entry && recordedRow(entry, index)}
                  time={time}
                  topPx={offsetPx + (index - first) * rowPx}
                  selected={index === selected}
                  onSelect={setSelected}
                />
              )
            })}
          </tbody>
        </table>
      </div>
      {shown && <Body entry={shown} />}
    </>
  )
}

function Body({ entry }: { readonly entry: RecordedEntry }) {
  return (
    <section aria-label={t`Recorded message`} className={classes.body}>
      {entry.base64 === undefined ? (
        <TextView text={entry.text ?? entry.reason ?? ''} />
      ) : (
        <HexView bytes={bytesOfBase64(entry.base64)} />
      )}
    </section>
  )
}
