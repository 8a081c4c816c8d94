import { codeOf } from '../../../shared/errors'
import type { LimitName } from '../../../shared/model/server'

/** How a broken frame is answered. */
export interface ProtocolFailure {
  readonly code: number
  readonly reason: string
  /** Set where the frame is well-formed but too large. */
  readonly limit?: LimitName
  readonly text?: string
}

/** The close code that ws answers a broken frame with, and its words; null for a lost socket. */
export function protocolFailure(error: Error): ProtocolFailure | null {
  const errorCode = codeOf(error)
  if (typeof errorCode !== 'string' || !errorCode.startsWith('WS_ERR_')) return null
  switch (errorCode) {
    case 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH':
    case 'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH':
      return {
        code: 1009,
        reason: error.message,
        limit: 'payload',
        text: 'its message is larger than "server.maxPayload" allows',
      }
    case 'WS_ERR_INVALID_UTF8':
      return { code: 1007, reason: error.message }
    case 'WS_ERR_TOO_MANY_BUFFERED_PARTS':
      return {
        code: 1008,
        reason: error.message,
        limit: 'fragments',
        text: 'its message comes in more fragments than a message may have',
      }
    default:
      return { code: 1002, reason: error.message }
  }
}
