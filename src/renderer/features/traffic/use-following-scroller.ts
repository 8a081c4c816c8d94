import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type RefCallback, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { followsAfterScroll } from './follow'
import { contentHeight, type RowGeometry, type RowWindow, rowWindow, scrollTopFor } from './row-window'

interface ScrollState {
  readonly top: number
  /** Height of the list when it was last scrolled. */
  readonly viewHeight: number
  readonly following: boolean
}

export interface FollowingScroller {
  /** For the scrolling element. */
  readonly ref: RefCallback<HTMLElement>
  readonly onScroll: () => void
  readonly window: RowWindow
  readonly following: boolean
  /** Whole rows on the screen. */
  readonly page: number
  readonly follow: () => void
  /** Stops following where the reader turns away from the end; the scroll itself comes later. */
  readonly release: () => void
  readonly scrollToRow: (index: number) => void
}

/**
 * A scroller over `count` rows of one height that stays at the end while the reader is there, and with the
 * rows that the reader looks at when rows above them go away: `shifted` is how many did in all. `headerPx` of the scroller
 * are titles that stay at its top.
 * A library's virtual list keeps an entry per row and makes them anew for each push; this one's cost does
 * not depend on the number of rows.
 */
export function useFollowingScroller(
  count: number,
  rowPx: number,
  shifted: number,
  headerPx: number,
): FollowingScroller {
  const element = useRef<HTMLElement>(null)
  const { ref: sizeRef, height } = useElementSize<HTMLElement>()
  const viewPx = Math.max(0, height - headerPx)
  const ref = useMergedRef(element, sizeRef)
  // A store of its own: React defers a state change made in a scroll event, and a push that renders
  // before it would pull the reader back to the end.
  const [scroll] = useState(() =>
    createStore<ScrollState>(() => ({ top: 0, viewHeight: 0, following: true })),
  )
  const { top, following } = useStore(scroll)

  const geometry: RowGeometry = { count, rowPx, viewPx }
  const contentPx = contentHeight(geometry)
  const endTop = Math.max(0, contentPx - viewPx)
  const shownTop = following ? endTop : Math.min(top, endTop)

  useLayoutEffect(() => {
    if (!following || !element.current) return
    element.current.scrollTop = endTop
    // Where it really is: a list that has just grown can't scroll as far as its former height wants.
    const { scrollTop, clientHeight } = element.current
    scroll.setState({ top: scrollTop, viewHeight: clientHeight })
  }, [following, endTop, scroll])

  const shiftedBefore = useRef(shifted)
  useLayoutEffect(() => {
    const by = shifted - shiftedBefore.current
    shiftedBefore.current = shifted
    if (by === 0 || scroll.getState().following || !element.current) return
    element.current.scrollTop -= by * rowPx
    scroll.setState({ top: element.current.scrollTop })
  }, [shifted, rowPx, scroll])

  return {
    ref,
    onScroll: () => scroll.setState((before) => afterScroll(before, element)),
    window: rowWindow(geometry, shownTop),
    following,
    page: Math.max(1, Math.floor(viewPx / rowPx)),
    follow: () => scroll.setState({ following: true }),
    release: () => contentPx > viewPx && scroll.setState({ following: false, top: shownTop }),
    scrollToRow: (index) => {
      const target = scrollTopFor(geometry, shownTop, index)
      if (target === shownTop || !element.current) return
      if (target < shownTop) scroll.setState({ following: false })
      element.current.scrollTop = target
    },
  }
}

function afterScroll(before: ScrollState, element: RefObject<HTMLElement | null>): ScrollState {
  if (!element.current) return before
  const { scrollTop, clientHeight, scrollHeight } = element.current
  // A hidden list has no height and says that it stands at 0.
  if (clientHeight === 0) return before
  const position = { top: scrollTop, viewHeight: clientHeight, contentHeight: scrollHeight }
  const following = followsAfterScroll(before.following, before, position)
  return { top: scrollTop, viewHeight: clientHeight, following }
}
