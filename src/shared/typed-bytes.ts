const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes that a person typed, or what is wrong with the text. */
export type TypedBytes =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly problem: string }

/** Reads hex as people write it: `48656c`, `48 65 6c`, `0x48, 0x65`, over several lines. */
export function bytesOfHex(text: string): TypedBytes {
  const digits = text.replace(/0x/gi, '').replace(/[\s,:;-]/g, '')
  const stray = /[^0-9a-f]/i.exec(digits)
  if (stray) return { ok: false, problem: `“${stray[0]}” is not a hex digit (0–9, a–f)` }
  if (digits.length % 2 !== 0) {
    return { ok: false, problem: 'A hex digit is missing: every byte has two' }
  }
  const bytes = new Uint8Array(digits.length / 2)
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16)
  }
  return { ok: true, bytes }
}

/** Reads base64, also the kind for URLs, with or without the padding and with line breaks. */
export function bytesOfBase64(text: string): TypedBytes {
  const digits = text
    .replace(/\s/g, '')
    .replace(/={1,2}$/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  const stray = /[^A-Za-z0-9+/]/.exec(digits)
  if (stray) return { ok: false, problem: `“${stray[0]}” is not a base64 digit` }
  if (digits.length % 4 === 1) return { ok: false, problem: 'A base64 digit is missing at the end' }
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let buffer = 0
  let length = 0
  for (let index = 0; index < digits.length; index++) {
    buffer = ((buffer << 6) | alphabet.indexOf(digits.charAt(index))) & 0xffffff
    if (index % 4 > 0) bytes[length++] = (buffer >> (6 - 2 * (index % 4))) & 0xff
  }
  return { ok: true, bytes }
}
