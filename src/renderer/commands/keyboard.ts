import type { CommandRegistry } from './command-registry'
import { commandInPlace, commandOfKey, type KeyPlace, keyApplies } from './key-match'

/**
 * Runs commands for the keys of the table of commands; returns how to stop. Listens in the capture
 * phase, because the editor would take Ctrl+K and Ctrl+S for itself otherwise; a key that ran a
 * command never reaches the application menu, so nothing runs twice.
 */
export function listenToKeys(target: Window, registry: CommandRegistry, isMac: boolean): () => void {
  const listener = (event: KeyboardEvent): void => {
    const id = commandOfKey(event, isMac)
    const place = placeOf(event.target)
    if (!id || !keyApplies(id, place)) return
    // A message that is not shown as JSON has nothing to find in: the key keeps its usual meaning.
    if (!registry.run(commandInPlace(id, place)) && !registry.run(id)) return
    event.preventDefault()
    event.stopPropagation()
  }
  target.addEventListener('keydown', listener, { capture: true })
  return () => target.removeEventListener('keydown', listener, { capture: true })
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'elsewhere'
  if (target.closest('.monaco-editor')) return 'editor'
  if (target.closest('[data-palette]')) return 'palette'
  if (target.closest('[role="dialog"]')) return 'dialog'
  return target.closest('[data-place="message"]') ? 'message' : 'elsewhere'
}
