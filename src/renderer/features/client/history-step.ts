import type { KeyboardEvent } from 'react'

/** Arrows walk through the history only from the first and the last line, elsewhere they move the cursor. */
export function historyStep({ key, currentTarget }: KeyboardEvent<HTMLTextAreaElement>): -1 | 1 | null {
  const { value, selectionStart, selectionEnd } = currentTarget
  if (key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n')) return -1
  if (key === 'ArrowDown' && !value.slice(selectionEnd).includes('\n')) return 1
  return null
}
