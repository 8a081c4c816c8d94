/** Close codes that the app itself gives or interprets (RFC 6455 §7.4.1, IANA's registry of close codes). */
export const closeCodes = {
  normal: 1000,
  /** The endpoint goes away. */
  goingAway: 1001,
  /** The peer's close frame had no code; sent as a close frame without one. */
  noStatus: 1005,
  /** The connection was lost without a close frame; can't be sent, so it is acted out. */
  abnormal: 1006,
  /** The server is about to listen again, here or elsewhere. */
  serviceRestart: 1012,
  /** The server asks to come back later. */
  tryAgainLater: 1013,
} as const

/** The codes that `isSendableCloseCode` means, in words. */
export const sendableCloseCodes = '1000 to 1003, 1007 to 1014, or 3000 to 4999'

/** The longest payload of a ping, pong or close frame (RFC 6455 §5.5). */
export const maxControlBytes = 125

/** The longest close reason in bytes of UTF-8: the code takes two of the frame's. */
export const maxReasonBytes = maxControlBytes - 2

/** Whether an endpoint may put `code` into a close frame: 1004 to 1006 and 1015 only ever describe a loss. */
export function isSendableCloseCode(code: number): boolean {
  if (!Number.isInteger(code)) return false
  return (code >= 1000 && code <= 1014 && !(code >= 1004 && code <= 1006)) || (code >= 3000 && code <= 4999)
}
