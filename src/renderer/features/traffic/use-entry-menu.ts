import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useState } from 'react'
import type { OpenEntryMenu } from './entry-menu'
import { isSelected } from './traffic-selection'
import type { TrafficStore } from './traffic-store'
import type { TrafficMarker } from './use-traffic-marker'

export interface EntryMenuControl {
  readonly open: OpenEntryMenu | null
  readonly onMenu: (index: number, event: MouseEvent) => void
  /** Opens the menu for the selected row with the menu key or Shift+F10; true where the key did. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean
  readonly close: () => void
}

/** Where the menu of a row is: at the pointer, or at the row itself where the keyboard asked for it. */
export function useEntryMenu(
  traffic: TrafficStore,
  marker: TrafficMarker,
  gridRef: RefObject<HTMLTableElement | null>,
): EntryMenuControl {
  const [open, setOpen] = useState<OpenEntryMenu | null>(null)
  const { select, selection } = marker

  const show = useCallback(
    (index: number, place: { readonly x: number; readonly y: number }) => {
      const row = traffic.row(index)
      const corner = gridRef.current?.getBoundingClientRect()
      if (row && corner) setOpen({ row, leftPx: place.x - corner.left, topPx: place.y - corner.top })
    },
    [traffic, gridRef],
  )

  const onMenu = useCallback(
    (index: number, event: MouseEvent) => {
      event.preventDefault()
      const seq = traffic.row(index)?.seq
      // A click into the selection is about all of it.
      if (seq === undefined || !isSelected(selection, seq)) select(index, 'only')
      show(index, { x: event.clientX, y: event.clientY })
    },
    [traffic, select, selection, show],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    const asked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    if (!asked || marker.index === null) return false
    event.preventDefault()
    const row = document.getElementById(marker.rowId(marker.index))?.getBoundingClientRect()
    if (row) show(marker.index, { x: row.left + 24, y: row.bottom })
    return true
  }

  const close = () => {
    setOpen(null)
    gridRef.current?.focus()
  }
  return { open, onMenu, onKeyDown, close }
}
