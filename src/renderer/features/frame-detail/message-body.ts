import type { Json } from '../../../shared/json'
import type { TrafficDetail } from '../../../shared/model/traffic'
import { formatHex } from './hex-dump'
import { parseJson } from './parse-json'

/** Characters of JSON up to which the pretty view parses it: beyond, the window would stand still. */
export const prettyLimit = 1_000_000
/** Levels of JSON that the pretty view lays out: beyond, nobody sees them, and thousands would exhaust the stack. */
export const depthLimit = 500
/** Characters of text that are laid out. */
export const textLimit = 200_000

/** What the pretty view can show of a body. */
export type PrettyBody =
  | { readonly type: 'json'; readonly value: Json }
  | { readonly type: 'text'; readonly text: string; readonly note: string }
  | { readonly type: 'binary'; readonly data: Uint8Array }
  | { readonly type: 'none' }

/** The body as the pretty view shows it: JSON where it is JSON, and a note where it is not shown as such. */
export function prettyBody(body: TrafficDetail['body']): PrettyBody {
  switch (body.type) {
    case 'none':
      return body
    case 'binary':
      return body
    case 'text': {
      if (body.text.length > prettyLimit) {
        return { type: 'text', text: body.text, note: 'Too large to be shown as JSON: over 1 MB.' }
      }
      const value = parseJson(body.text)
      if (value === undefined) return { type: 'text', text: body.text, note: '' }
      if (!isDeeperThan(depthLimit, value)) return { type: 'json', value }
      const note = `Nested too deeply to be shown as JSON: over ${depthLimit} levels.`
      return { type: 'text', text: body.text, note }
    }
    default:
      return body satisfies never
  }
}

/** Whether `value` has more than `levels` levels; level by level, as a call per level is what is to be avoided. */
function isDeeperThan(levels: number, value: Json): boolean {
  let level: readonly Json[] = [value]
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((parent) =>
      parent !== null && typeof parent === 'object' ? Object.values<Json>(parent) : [],
    )
    if (level.length === 0) return false
  }
  return true
}

/** The start of a long text that is laid out, and how much of it is left out. */
export function visibleText(text: string): { readonly text: string; readonly hiddenCharacters: number } {
  if (text.length <= textLimit) return { text, hiddenCharacters: 0 }
  return { text: text.slice(0, textLimit), hiddenCharacters: text.length - textLimit }
}

/** The body as text: binary is decoded as UTF-8, with replacement characters where it is none. */
export function bodyText(body: TrafficDetail['body']): string {
  switch (body.type) {
    case 'none':
      return ''
    case 'text':
      return body.text
    case 'binary':
      return new TextDecoder().decode(body.data)
    default:
      return body satisfies never
  }
}

/** The body's bytes as they were on the wire. */
export function bodyBytes(body: TrafficDetail['body']): Uint8Array {
  switch (body.type) {
    case 'none':
      return new Uint8Array()
    case 'text':
      return new TextEncoder().encode(body.text)
    case 'binary':
      return body.data
    default:
      return body satisfies never
  }
}

/** What the Copy button puts on the clipboard: text as it is, binary as hex. */
export function copyText(body: TrafficDetail['body']): string {
  return body.type === 'binary' ? formatHex(body.data) : bodyText(body)
}
