import { messageOf } from '../../../shared/errors'
import type { Json } from '../../../shared/json'
import { t } from '../../../shared/text/t'

export type TypedJson =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problem: string }

/** Reads a typed JSON value; what is wrong with it is said in words. */
export function readJson(text: string): TypedJson {
  if (text.trim() === '')
    return { ok: false, problem: t`Type a JSON value: 3, "text", true, [1, 2] or {"a": 1}` }
  try {
    // What JSON.parse gives is JSON by its definition.
    return { ok: true, value: JSON.parse(text) as Json }
  } catch (error) {
    // The commonest slip: text without its quotes.
    if (/^[A-Za-z_][\w .-]*$/.test(text.trim())) {
      return { ok: false, problem: t`Text needs quotes: ${JSON.stringify(text.trim())}` }
    }
    return { ok: false, problem: t`Not JSON: ${messageOf(error)}` }
  }
}

/** What is wrong with a new key, or null. */
export function keyProblem(key: string, entries: Readonly<Record<string, Json>>): string | null {
  if (key === '') return t`Type a key`
  return Object.hasOwn(entries, key) ? t`“${key}” exists already; edit it instead` : null
}
