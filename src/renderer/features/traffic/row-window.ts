/** The rows to draw, and where. Pixels are CSS pixels. */
export interface RowWindow {
  readonly first: number
  /** Inclusive; below `first` when there is nothing to draw. */
  readonly last: number
  /** Where the first row's top is, from the top of the scrolled content. */
  readonly offsetPx: number
  /** Height of the scrolled content. */
  readonly contentPx: number
}

/** A list of rows of one height in a scroller. */
export interface RowGeometry {
  readonly count: number
  readonly rowPx: number
  /** Height of the visible part. */
  readonly viewPx: number
}

/** Rows drawn beyond each edge, so that a fast scroll does not show bare ground. */
const overscan = 8

/**
 * Browsers cut an element off at some 33 million pixels (a million rows); beyond this height the scroller is
 * shorter than the rows are, and its positions are stretched onto them.
 */
export const maxContentPx = 16_000_000

/** Height of the scrolled content. */
export function contentHeight({ count, rowPx }: RowGeometry): number {
  return Math.min(count * rowPx, maxContentPx)
}

/** Which rows are on the screen when the scroller stands at `scrollTop`. */
export function rowWindow(geometry: RowGeometry, scrollTop: number): RowWindow {
  const { count, rowPx, viewPx } = geometry
  const contentPx = contentHeight(geometry)
  const top = scrollTop * stretch(geometry)
  const first = Math.max(0, Math.floor(top / rowPx) - overscan)
  const last = Math.min(count - 1, Math.ceil((top + viewPx) / rowPx) + overscan)
  return { first, last, offsetPx: scrollTop + first * rowPx - top, contentPx }
}

/**
 * Where to scroll so that row `index` is wholly in sight: the least move, none if it is already.
 */
export function scrollTopFor(geometry: RowGeometry, scrollTop: number, index: number): number {
  const { rowPx, viewPx } = geometry
  const factor = stretch(geometry)
  const top = scrollTop * factor
  const rowTop = index * rowPx
  if (rowTop < top) return rowTop / factor
  if (rowTop + rowPx > top + viewPx) return (rowTop + rowPx - viewPx) / factor
  return scrollTop
}

/** Pixels of rows per pixel of the scroller: 1 unless the content had to be shortened. */
function stretch(geometry: RowGeometry): number {
  const scrollable = contentHeight(geometry) - geometry.viewPx
  const wanted = geometry.count * geometry.rowPx - geometry.viewPx
  return scrollable > 0 && wanted > scrollable ? wanted / scrollable : 1
}
