import { type RefObject, useEffect, useRef } from 'react'

/** What of a pane of `Split` can be set from outside. */
export type PaneHandle = RefObject<{
  getSize(): { readonly inPixels: number }
  resize(size: number): void
} | null>

const columnWidth = 264
/** Of the window: the editor beside it keeps the most. */
const largestShare = 0.42

/** Makes the pane wide enough for as many columns as fit well, and as it was before once there are none (`columns` 0). */
export function useRoomForColumns(pane: PaneHandle, columns: number): void {
  const before = useRef<number | null>(null)
  useEffect(() => {
    const panel = pane.current
    if (!panel) return
    if (columns === 0) {
      if (before.current !== null) panel.resize(before.current)
      before.current = null
      return
    }
    const width = panel.getSize().inPixels
    const wanted = Math.min(columns * columnWidth, window.innerWidth * largestShare)
    if (width >= wanted) return
    before.current ??= width
    panel.resize(wanted)
  }, [pane, columns])
}
