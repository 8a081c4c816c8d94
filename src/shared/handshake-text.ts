/** Headers that the handshake itself, or the transport, sets (RFC 6455 §4.1, RFC 9110 §7.6.1). */
const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'upgrade',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
])

/** Names of headers and subprotocols are tokens (RFC 9110 §5.6.2). */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(text)
}

/** Why a client can't send a header of this name along with its handshake; null where it can. */
export function headerNameProblem(name: string): string | null {
  if (!isToken(name)) return `“${name}” is not the name of a header`
  const lower = name.toLowerCase()
  if (lower === 'sec-websocket-protocol') return `${name} is set by the subprotocols: list them there`
  if (lower.startsWith('sec-websocket-') || ownHeaders.has(lower)) {
    return `${name} belongs to the handshake itself and can’t be set`
  }
  return null
}

/** Why a header can't have this value; null where it can. Control characters would end it (RFC 9110 §5.5). */
export function headerValueProblem(value: string): string | null {
  const stray = /[^\t\x20-\x7e\x80-\xff]/u.exec(value)
  if (!stray) return null
  return /\p{Cc}/u.test(stray[0])
    ? 'a header’s value can’t have line breaks or control characters'
    : `“${stray[0]}” can’t be in a header’s value: only Latin letters can`
}
