import type { WindowBounds } from './settings'

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const defaultSize = { width: 1280, height: 800 } as const
export const leastSize = { width: 900, height: 600 } as const

/** Pixels of a window that have to be on a screen for it to be found again. */
const reachable = 100

/**
 * Where to open the window: as it was left, unless that screen is gone.
 * @param workAreas of the screens that are there now
 * @returns a size alone where the system is to choose the place
 */
export function openingBounds(
  saved: WindowBounds | null,
  workAreas: readonly Area[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  if (saved === null) return defaultSize
  const width = Math.max(saved.width, leastSize.width)
  const height = Math.max(saved.height, leastSize.height)
  const visible = workAreas.some(
    (area) =>
      overlap(saved.x, width, area.x, area.width) >= reachable &&
      // The title bar is what a window is moved by.
      saved.y >= area.y &&
      saved.y + reachable <= area.y + area.height,
  )
  return visible ? { x: saved.x, y: saved.y, width, height } : { width, height }
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)
}
