import type { Payload } from '../../../shared/model/message'

const replacement = '\u{fffd}'

/**
 * The payload with one character replaced, or with one byte inverted; what is given stays as it is. Text stays
 * valid UTF-8: a client would close with 1007 for anything else, which is another fault.
 *
 * @param at where, in [0, 1).
 */
export function corruptPayload(payload: Payload, at: number): Payload {
  if (typeof payload === 'string') return corruptText(payload, Math.floor(at * payload.length))
  if (payload.byteLength === 0) return Uint8Array.of(0xff)
  const index = Math.floor(at * payload.byteLength)
  return payload.map((byte, position) => (position === index ? byte ^ 0xff : byte))
}

function corruptText(text: string, at: number): string {
  // A pair of surrogates is one character.
  const start = /[\udc00-\udfff]/.test(text.charAt(at)) ? Math.max(0, at - 1) : at
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
  const other = character === replacement ? '?' : replacement
  return text.slice(0, start) + other + text.slice(start + (text === '' ? 0 : character.length))
}
