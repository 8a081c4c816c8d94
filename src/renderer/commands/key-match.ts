import { type CommandId, commands } from '../../shared/commands'

/** The parts of a keyboard event that decide which command it means. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The command whose key in the table of commands was pressed, or null. */
export function commandOfKey(press: KeyPress, isMac: boolean): CommandId | null {
  return commands.find(({ key }) => key !== null && matches(press, key, isMac))?.id ?? null
}

function matches(press: KeyPress, accelerator: string, isMac: boolean): boolean {
  const parts = accelerator.split('+')
  const key = parts.at(-1) ?? ''
  const commandOrControl = parts.includes('CmdOrCtrl')
  // A plus is its own key on some keyboards, and what Shift makes of the equals sign on others.
  const isKey =
    key === 'Plus'
      ? press.key === '+' || press.key === '='
      : press.key.toLowerCase() === key.toLowerCase() && press.shiftKey === parts.includes('Shift')
  return (
    isKey &&
    press.altKey === parts.includes('Alt') &&
    press.metaKey === (commandOrControl && isMac) &&
    press.ctrlKey === (commandOrControl && !isMac)
  )
}

/** An accelerator in the words of the platform: `Ctrl+Shift+R`, `⇧⌘R`. */
export function describeKey(accelerator: string, isMac: boolean): string {
  if (!isMac) return accelerator.replace('CmdOrCtrl', 'Ctrl')
  const parts = accelerator.split('+')
  const symbols = parts.slice(0, -1).map((part) => macSymbols[part] ?? part)
  return [...symbols.reverse(), parts.at(-1)?.replace('Plus', '+')].join('')
}

/** Several of them, with spaces between: `Alt+↑ Alt+↓`. */
export function describeKeys(accelerators: string, isMac: boolean): string {
  const parts = accelerators.split(' ').map((accelerator) => describeKey(accelerator, isMac))
  return parts.join(' ')
}

const macSymbols: Readonly<Record<string, string>> = { CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥' }

/** Where the keyboard focus is, as far as it matters for keys. */
export type KeyPlace = 'editor' | 'palette' | 'dialog' | 'message' | 'elsewhere'

/**
 * Whether a key means the command in this place. In the editor its own keys win over those of
 * Traffic (find, quick fix, select line); a dialog keeps everything to itself.
 */
export function keyApplies(id: CommandId, place: KeyPlace): boolean {
  // How large the window's contents are is nothing that a dialog or the editor could have another idea of.
  if (id.startsWith('view.zoom') || id === 'view.fullScreen') return true
  switch (place) {
    case 'editor':
      // The editor's own F1 lists its commands.
      if (id === 'help.shortcuts') return false
      return commands.find((command) => command.id === id)?.menu !== 'Traffic'
    case 'palette':
      return id === 'view.palette'
    case 'dialog':
      return false
    case 'message':
    case 'elsewhere':
      return true
    default:
      return place satisfies never
  }
}

/** What a command's key means in this place, where it is something else there: the key that filters Traffic finds. */
export function commandInPlace(id: CommandId, place: KeyPlace): CommandId {
  return id === 'traffic.filter' && place === 'message' ? 'message.find' : id
}
