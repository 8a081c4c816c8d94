import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type Ref, type RefCallback, useRef, useState } from 'react'
import { type RowGeometry, type RowWindow, rowWindow, scrollTopFor } from '../traffic/row-window'

export interface LineScroller {
  readonly ref: RefCallback<HTMLElement>
  readonly onScroll: () => void
  readonly window: RowWindow
  /** Whole lines on the screen. */
  readonly page: number
  readonly scrollToRow: (row: number) => void
}

/** A scroller over lines of one height; what it costs does not depend on how many there are. */
export function useLineScroller(count: number, linePx: number, own: Ref<HTMLElement>): LineScroller {
  const element = useRef<HTMLElement>(null)
  const { ref: sizeRef, height: viewPx } = useElementSize<HTMLElement>()
  const ref = useMergedRef(element, sizeRef, own)
  const [top, setTop] = useState(0)
  const geometryOf = (rows: number): RowGeometry => ({ count: rows, rowPx: linePx, viewPx })
  return {
    ref,
    onScroll: () => setTop(element.current?.scrollTop ?? 0),
    window: rowWindow(geometryOf(count), top),
    page: Math.max(1, Math.floor(viewPx / linePx)),
    scrollToRow: (row) => {
      const scroller = element.current
      if (!scroller) return
      // As many as it takes: it may have been asked for before the list's new length has come here.
      const geometry = geometryOf(Math.max(count, row + 1))
      scroller.scrollTop = scrollTopFor(geometry, scroller.scrollTop, row)
    },
  }
}
