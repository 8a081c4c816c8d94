/** The longest close reason in bytes of UTF-8 (RFC 6455 §5.5: a control frame holds 125, the code takes 2). */
export const maxReasonBytes = 123

/** The peer's close frame had no code; sent as a close frame without one. */
export const noStatus = 1005
/** The connection was lost without a close frame; can't be sent, so it is acted out. */
export const abnormalClosure = 1006

/** Whether an endpoint may put `code` into a close frame (RFC 6455 §7.4). */
export function isSendableCloseCode(code: number): boolean {
  if (code >= 3000 && code <= 4999) return true
  return code >= 1000 && code <= 1014 && code !== 1004 && code !== noStatus && code !== abnormalClosure
}

/** `reason`, cut to what fits into a close frame without splitting a character. */
export function fitReason(reason: string): string {
  if (Buffer.byteLength(reason) <= maxReasonBytes) return reason
  const bytes = Buffer.from(reason)
  let end = maxReasonBytes
  // 10xxxxxx continues a character: step back to where one starts.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.toString('utf8', 0, end)
}
