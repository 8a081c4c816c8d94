import { maxReasonBytes } from '../../../shared/close-frame'

/** `reason`, cut to what fits into a close frame without splitting a character. */
export function fitReason(reason: string): string {
  if (Buffer.byteLength(reason) <= maxReasonBytes) return reason
  const bytes = Buffer.from(reason)
  let end = maxReasonBytes
  // 10xxxxxx continues a character: step back to where one starts.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.toString('utf8', 0, end)
}
