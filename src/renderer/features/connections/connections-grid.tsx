import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react'
import type { ConnectionSummary } from '../../../shared/model/connection'
import { useAppStoreApi } from '../../stores/app-store-context'
import { moveMarker } from '../../ui/list-keys'
import type { OpenDialog } from './connection-dialogs'
import { ConnectionRow } from './connection-row'
import classes from './connections.module.css'

const rowPx = 24

export interface ConnectionsGridProps {
  readonly connections: ReadonlyMap<string, ConnectionSummary>
  readonly onDialog: (dialog: OpenDialog) => void
}

/** The open connections in the order in which they came; only the rows on the screen are drawn. */
export function ConnectionsGrid({ connections, onDialog }: ConnectionsGridProps) {
  const app = useAppStoreApi()
  const list = useMemo(() => [...connections.values()], [connections])
  const [active, setActive] = useState<string | null>(null)
  const [menu, setMenu] = useState<string | null>(null)
  const scroller = useRef<HTMLTableElement>(null)
  const base = useId()
  const virtual = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
    // The header is in the way of what is scrolled to.
    scrollMargin: rowPx,
    scrollPaddingStart: rowPx,
  })

  const showTraffic = useCallback(
    (connection: string) => app.getState().setUi({ selectedConnection: connection, resultsTab: 'traffic' }),
    [app],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const index = list.findIndex(({ id }) => id === active)
    if (event.key === 'Escape') setActive(null)
    if (active !== null && event.key === 'Enter') showTraffic(active)
    if (active !== null && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      event.preventDefault()
      setMenu(active)
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1
    const target = moveMarker(event.key, { active: index, count: list.length, page })
    const connection = target === null ? undefined : list[target]
    if (target === null || !connection) return
    event.preventDefault()
    setActive(connection.id)
    virtual.scrollToIndex(target)
  }

  return (
    <table
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what a grid is made of
      role="grid"
      aria-label="Connections"
      aria-rowcount={list.length}
      aria-activedescendant={active !== null && connections.has(active) ? `${base}-${active}` : undefined}
      tabIndex={0}
      data-region-focus
      className={classes.grid}
      onKeyDown={onKeyDown}
    >
      <Header />
      <tbody className={classes.rows}>
        <tr aria-hidden className={classes.spacer} style={{ height: virtual.getTotalSize() }} />
        {virtual.getVirtualItems().map((item) => {
          const connection = list[item.index]
          return (
            connection && (
              <ConnectionRow
                key={connection.id}
                id={`${base}-${connection.id}`}
                rowIndex={item.index + 1}
                connection={connection}
                topPx={item.start - rowPx}
                active={connection.id === active}
                menuOpen={connection.id === menu}
                onSelect={setActive}
                onShowTraffic={showTraffic}
                onMenu={setMenu}
                onDialog={onDialog}
              />
            )
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
        <th scope="col">Id</th>
        <th scope="col">Path</th>
        <th scope="col">
          <span className="u-visually-hidden">State</span>
        </th>
        <th scope="col">Rooms</th>
        <th scope="col" className={classes.number} title="Messages from the client">
          In
        </th>
        <th scope="col" className={classes.number} title="Messages to the client">
          Out
        </th>
        <th scope="col">
          <span className="u-visually-hidden">Actions</span>
        </th>
      </tr>
    </thead>
  )
}
