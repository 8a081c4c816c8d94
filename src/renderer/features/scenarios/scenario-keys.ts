import { moveMarker } from '../../ui/list-keys'

/** What a key does in the list of scenarios; indexes count the file's own switches as the first. */
export type ScenarioKeyAction =
  | { readonly type: 'mark'; readonly index: number }
  | { readonly type: 'choose'; readonly index: number }
  | { readonly type: 'move'; readonly by: 1 | -1 }
  | { readonly type: 'menu' | 'edit' | 'remove' }

export interface ScenarioKeyPress {
  readonly key: string
  /** The place of the key: digits need Shift in some layouts. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Null for a key that means nothing here. */
export function scenarioKeyAction(
  press: ScenarioKeyPress,
  list: { readonly marked: number; readonly count: number },
): ScenarioKeyAction | null {
  const { key, code, altKey, shiftKey } = press
  if (press.ctrlKey || press.metaKey) return null
  if (altKey) {
    if (shiftKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return null
    return { type: 'move', by: key === 'ArrowUp' ? -1 : 1 }
  }
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { type: 'menu' }
  // With the number lock off, the keys of the number pad are arrows.
  const [, digit] = /^Digit(\d)$/.exec(code) ?? /^(\d)$/.exec(key) ?? []
  if (digit !== undefined) return Number(digit) < list.count ? { type: 'choose', index: Number(digit) } : null
  if (key === 'F2') return { type: 'edit' }
  if (key === 'Delete') return { type: 'remove' }
  const index = moveMarker(key, { active: list.marked, count: list.count, page: list.count })
  return index === null ? null : { type: 'mark', index }
}
