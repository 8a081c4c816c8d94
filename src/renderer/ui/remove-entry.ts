import { t } from '../../shared/text/t'
import { notifyUndo } from './notify-undo'
import { perform } from './perform'

const regions = { passthrough: t`Passthrough`, faults: t`Faults`, breakpoints: t`Breakpoints` } as const

/** Removes a named entry of the workspace, with a way back; the focus stays in its region. */
export async function removeEntry(list: keyof typeof regions, name: string): Promise<void> {
  if (!(await perform(`${list}.remove`, name))) return
  // The row with the menu is gone, or about to go; the region itself stays.
  document.querySelector<HTMLElement>(`section[aria-label="${regions[list]}"]`)?.focus()
  notifyUndo(t`Removed ${name}`, () => void perform('entries.restore', { list, name }), `${list} ${name}`)
}
