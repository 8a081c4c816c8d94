import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react'
import type { ConnectionSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { useAppStoreApi } from '../../stores/app-store-context'
import { moveMarker } from '../../ui/list-keys'
import type { OpenDialog } from './connection-dialogs'
import { connectionLines, expansionOf } from './connection-lines'
import { ConnectionRow } from './connection-row'
import classes from './connections.module.css'
import { PathRow } from './path-row'

const rowPx = 24

export interface ConnectionsGridProps {
  readonly connections: ReadonlyMap<string, ConnectionSummary>
  /** Below their paths. */
  readonly grouped: boolean
  readonly onDialog: (dialog: OpenDialog) => void
}

/** The open connections in the order in which they came, or below their paths; only the rows on the screen are drawn. */
export function ConnectionsGrid({ connections, grouped, onDialog }: ConnectionsGridProps) {
  const app = useAppStoreApi()
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(
    () => connectionLines(connections, grouped, collapsed),
    [connections, grouped, collapsed],
  )
  const [active, setActive] = useState<string | null>(null)
  const [menu, setMenu] = useState<string | null>(null)
  const scroller = useRef<HTMLTableElement>(null)
  const base = useId()
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
    // The header is in the way of what is scrolled to.
    scrollMargin: rowPx,
    scrollPaddingStart: rowPx,
  })

  const showTraffic = useCallback(
    (connection: string) => app.getState().setUi({ shownConnections: [connection], resultsTab: 'traffic' }),
    [app],
  )

  const setExpanded = (path: string, expanded: boolean) => {
    const next = new Set(collapsed)
    if (expanded) next.delete(path)
    else next.add(path)
    setCollapsed(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const index = lines.findIndex(({ key }) => key === active)
    const line = lines[index]
    if (event.key === 'Escape') setActive(null)
    const expanded = expansionOf(event.key, line)
    if (line?.type === 'path' && expanded !== null) {
      event.preventDefault()
      setExpanded(line.path, expanded)
      return
    }
    const marked = line?.type === 'connection' ? line.key : null
    if (marked !== null && event.key === 'Enter') showTraffic(marked)
    if (marked !== null && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      event.preventDefault()
      setMenu(marked)
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1
    const target = moveMarker(event.key, { active: index, count: lines.length, page })
    const next = target === null ? undefined : lines[target]
    if (target === null || !next) return
    event.preventDefault()
    setActive(next.key)
    virtual.scrollToIndex(target)
  }

  const activeIndex = lines.findIndex(({ key }) => key === active)
  const activeId = activeIndex < 0 ? undefined : `${base}-${activeIndex}`
  return (
    <table
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what a grid is made of
      role="grid"
      aria-label={t`Connections`}
      aria-rowcount={lines.length}
      aria-activedescendant={activeId}
      tabIndex={0}
      data-region-focus
      className={classes.grid}
      onKeyDown={onKeyDown}
    >
      <Header />
      <tbody className={classes.rows}>
        <tr aria-hidden className={classes.spacer} style={{ height: virtual.getTotalSize() }} />
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          if (!line) return null
          const place = {
            id: `${base}-${item.index}`,
            rowIndex: item.index + 1,
            topPx: item.start - rowPx,
            active: line.key === active,
          }
          return line.type === 'path' ? (
            <PathRow
              key={line.key}
              {...place}
              line={line}
              onSelect={() => setActive(line.key)}
              onToggle={() => setExpanded(line.path, !line.expanded)}
            />
          ) : (
            <ConnectionRow
              key={line.key}
              {...place}
              connection={line.connection}
              menuOpen={line.key === menu}
              onSelect={setActive}
              onShowTraffic={showTraffic}
              onMenu={setMenu}
              onDialog={onDialog}
            />
          )
        })}
      </tbody>
    </table>
  )
}

function Header() {
  return (
    <thead>
      <tr className={classes.header}>
        <th scope="col">{t`Id`}</th>
        <th scope="col">{t`Path`}</th>
        <th scope="col">
          <span className="u-visually-hidden">{t`State`}</span>
        </th>
        <th scope="col">{t`Rooms`}</th>
        <th scope="col" className={classes.number} title={t`Messages from the client`}>
          {t`In`}
        </th>
        <th scope="col" className={classes.number} title={t`Messages to the client`}>
          {t`Out`}
        </th>
        <th scope="col">
          <span className="u-visually-hidden">{t`Actions`}</span>
        </th>
      </tr>
    </thead>
  )
}
