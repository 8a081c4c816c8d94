import type { Json } from '../../../shared/json'

/**
 * Parses JSON text.
 * @returns undefined where the text is not JSON: for the window that is an ordinary answer, not an error.
 */
export function parseJson(text: string): Json | undefined {
  try {
    // What JSON.parse gives is JSON by its definition.
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
