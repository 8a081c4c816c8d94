import type { ConsoleLine } from '../../shared/model/handlers'
import type { LineLog } from './line-log'

/**
 * Writes the app's own failures to the window's console, where the handlers' are.
 * @param changed called after each line
 */
export function consoleReporter(console: LineLog<ConsoleLine>, changed: () => void): (text: string) => void {
  // The engine numbers its lines upwards from 1.
  let id = 0
  return (text) => {
    id -= 1
    console.add({ id, at: Date.now(), level: 'error', text, location: null, cause: 0 })
    changed()
  }
}
