import { isSendableCloseCode, maxReasonBytes, sendableCloseCodes } from '../../../shared/close-frame'
import { t } from '../../../shared/text/t'
import { utf8Length } from '../../../shared/utf8'

/** What is wrong with a typed close code, in words; null where an endpoint may send it (RFC 6455 §7.4). */
export function closeCodeProblem(text: string): string | null {
  if (!/^\d+$/.test(text.trim())) return t`A close code is a number, for instance 1000`
  const code = Number(text)
  if (code === 1004 || code === 1005 || code === 1006 || code === 1015) {
    return t`${code} is reserved and never sent; use ${sendableCloseCodes}`
  }
  return isSendableCloseCode(code) ? null : t`A close code is ${sendableCloseCodes}`
}

/** What is wrong with a typed close reason, in words, or null. */
export function closeReasonProblem(text: string): string | null {
  const bytes = utf8Length(text)
  return bytes <= maxReasonBytes
    ? null
    : t`A reason has at most ${maxReasonBytes} bytes; this one has ${bytes}`
}
