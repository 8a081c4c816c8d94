/** Where the keyboard's marker stands in a list or among tabs, and how far a page is. */
export interface ListMarker {
  /** Index of the marked item; -1 for none. */
  readonly active: number
  readonly count: number
  /** Items on the screen; without it, the keys for a page don't move the marker. */
  readonly page?: number
}

/**
 * The item that a key moves the marker to.
 * @returns null for a key that does not move it, and in an empty list.
 */
export function moveMarker(key: string, { active, count, page }: ListMarker): number | null {
  if (count === 0) return null
  const last = count - 1
  const clamp = (index: number) => Math.max(0, Math.min(last, index))
  switch (key) {
    case 'ArrowDown':
      return clamp(active + 1)
    case 'ArrowUp':
      // With nothing marked yet, going up starts at the end: the newest item is there.
      return active < 0 ? last : clamp(active - 1)
    case 'PageDown':
      return page === undefined ? null : clamp(active + Math.max(1, page - 1))
    case 'PageUp':
      if (page === undefined) return null
      return active < 0 ? last : clamp(active - Math.max(1, page - 1))
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
