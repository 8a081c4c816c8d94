import type { Json } from '../../../shared/json'
import { t } from '../../../shared/text/t'
import { notifyUndo } from '../../ui/notify-undo'

/** Writes an entry, `undefined` deletes it; resolves to whether it worked. */
export type WriteEntry = (key: string, value: Json | undefined) => Promise<boolean>

/** Writes an entry and offers to put back what was there before; `what` the message calls the whole. */
export async function writeUndoably(
  write: WriteEntry,
  entries: Readonly<Record<string, Json>>,
  what: string,
  key: string,
  value: Json | undefined,
): Promise<boolean> {
  const former = Object.hasOwn(entries, key) ? entries[key] : undefined
  if (!(await write(key, value))) return false
  // A new key is lost by nobody; the same value changes nothing.
  if (former === undefined || JSON.stringify(former) === JSON.stringify(value)) return true
  const done = value === undefined ? t`Deleted ${key} of ${what}` : t`Changed ${key} of ${what}`
  notifyUndo(done, () => void write(key, former))
  return true
}
