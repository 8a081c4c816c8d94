/** Where a scrolling list stands, in CSS pixels. */
export interface ScrollPosition {
  readonly top: number
  readonly viewHeight: number
  readonly contentHeight: number
}

/** Half a row: fractions of a pixel and a last row that is cut off still count as the end. */
const slackPx = 12

/** Whether the end of the list is in sight. */
export function isAtEnd(position: ScrollPosition): boolean {
  return position.top + position.viewHeight >= position.contentHeight - slackPx
}

/**
 * Whether the list follows the newest row after a scroll event; `previous` is where it stood before.
 *
 * The race: rows are added between our own scrolling to the end and the event that reports it, so that
 * the end is no longer in sight although nobody scrolled. Only a move upwards is the reader's own, and not
 * even that one where the list has got another height: the browser moves a list that grows.
 */
export function followsAfterScroll(
  following: boolean,
  previous: Pick<ScrollPosition, 'top' | 'viewHeight'>,
  position: ScrollPosition,
): boolean {
  if (isAtEnd(position)) return true
  return following && (position.top >= previous.top || position.viewHeight !== previous.viewHeight)
}
