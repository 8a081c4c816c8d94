import type { DataType, OutgoingMessage } from '../../../shared/model/message'
import { bytesOfHex } from '../../../shared/typed-bytes'

export type ComposedMessage =
  | { readonly ok: true; readonly message: OutgoingMessage }
  | { readonly ok: false; readonly problem: string }

/** The message that a person has typed: as it is, or hex digits for binary. Empty text is a message too. */
export function composeMessage(type: DataType, text: string): ComposedMessage {
  if (type === 'text') return { ok: true, message: { type: 'text', text } }
  const parsed = bytesOfHex(text)
  return parsed.ok ? { ok: true, message: { type: 'binary', data: parsed.bytes } } : parsed
}
