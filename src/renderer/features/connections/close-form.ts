import { utf8Length } from '../../../shared/utf8'

/** RFC 6455 §5.5: a control frame has at most 125 bytes, two of which are the code. */
const maxReasonBytes = 123

/** What is wrong with a typed close code, in words; null where an endpoint may send it (RFC 6455 §7.4). */
export function closeCodeProblem(text: string): string | null {
  if (!/^\d+$/.test(text.trim())) return 'A close code is a number, for instance 1000'
  const code = Number(text)
  if (code === 1004 || code === 1005 || code === 1006 || code === 1015) {
    return `${code} is reserved and never sent; use 1000 to 1003, 1007 to 1014, or 3000 to 4999`
  }
  if ((code >= 1000 && code <= 1014) || (code >= 3000 && code <= 4999)) return null
  return 'A close code is 1000 to 1003, 1007 to 1014, or 3000 to 4999'
}

/** What is wrong with a typed close reason, in words, or null. */
export function closeReasonProblem(text: string): string | null {
  const bytes = utf8Length(text)
  return bytes <= maxReasonBytes
    ? null
    : `A reason has at most ${maxReasonBytes} bytes; this one has ${bytes}`
}
