import type { SavedMessageFile } from '../../../shared/model/saved-message'

/** The parts of a keyboard event that decide which saved message it means. */
export interface MessageKeyPress {
  /** The place of the key: with Alt the character is another one in many layouts. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The saved message whose key was pressed: Alt and its number, on a Mac Ctrl and Option, where Option alone types. */
export function messageOfKey(
  press: MessageKeyPress,
  messages: readonly SavedMessageFile[],
  isMac: boolean,
): SavedMessageFile | null {
  if (!press.altKey || press.ctrlKey !== isMac || press.metaKey || press.shiftKey) return null
  const [, digit] = /^Digit([1-9])$/.exec(press.code) ?? []
  if (digit === undefined) return null
  return messages.find(({ message }) => message.key === Number(digit)) ?? null
}

/** `Alt+3`, `⌃⌥3`. */
export function describeMessageKey(key: number, isMac: boolean): string {
  return isMac ? `⌃⌥${key}` : `Alt+${key}`
}
