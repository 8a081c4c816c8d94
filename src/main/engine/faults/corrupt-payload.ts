import type { Corruption } from '../../../shared/model/fault-act'
import type { Payload } from '../../../shared/model/message'

const replacement = '\u{fffd}'

/**
 * What is to be corrupted of a payload: one character is replaced, or one byte inverted. Text stays valid UTF-8: a
 * client would close with 1007 for anything else, which is another fault.
 *
 * @param at where, in [0, 1).
 */
export function chooseCorruption(payload: Payload, at: number): Corruption {
  const index = Math.floor(at * payload.length)
  if (typeof payload === 'string') return characterAt(payload, index)
  const byte = payload[index]
  if (byte === undefined) return { at: 0, was: '', became: 'ff' }
  return { at: index, was: hexOf(byte), became: hexOf(byte ^ 0xff) }
}

/** The payload with the corruption in it, as far as it reaches that far; what is given stays as it is. */
export function corrupted(payload: Payload, { at, was, became }: Corruption): Payload {
  if (at >= payload.length && payload.length > 0) return payload
  if (typeof payload === 'string') return payload.slice(0, at) + became + payload.slice(at + was.length)
  const byte = Number.parseInt(became, 16)
  return payload.length === 0 ? Uint8Array.of(byte) : payload.with(at, byte)
}

/** The payload without the corruption that is in it; as it is where that is not in it. */
export function uncorrupted(payload: Payload, { at, was, became }: Corruption): Payload {
  if (typeof payload === 'string') {
    if (!payload.startsWith(became, at)) return payload
    return payload.slice(0, at) + was + payload.slice(at + became.length)
  }
  if (payload[at] !== Number.parseInt(became, 16)) return payload
  return was === '' ? new Uint8Array() : payload.with(at, Number.parseInt(was, 16))
}

function characterAt(text: string, index: number): Corruption {
  // A pair of surrogates is one character.
  const at = /[\udc00-\udfff]/.test(text.charAt(index)) ? Math.max(0, index - 1) : index
  const code = text.codePointAt(at)
  const was = code === undefined ? '' : String.fromCodePoint(code)
  return { at, was, became: was === replacement ? '?' : replacement }
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
