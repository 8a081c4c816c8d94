/** A handshake's headers; null leaves one out, an array repeats it. */
export interface HandshakeOptions {
  readonly method?: string
  readonly target?: string
  readonly version?: string
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>
}

/** The key of RFC 6455 §1.3, and the answer that it calls for. */
export const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ=='
export const sampleAccept = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='

/** The bytes of a handshake. */
export function handshake(options: HandshakeOptions = {}): string {
  const { method = 'GET', target = '/echo', version = 'HTTP/1.1', headers = {} } = options
  const all = {
    Host: 'localhost:4400',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': sampleKey,
    'Sec-WebSocket-Version': '13',
    ...headers,
  }
  const lines = [`${method} ${target} ${version}`]
  for (const [name, value] of Object.entries(all)) {
    if (value === null) continue
    for (const one of typeof value === 'string' ? [value] : value) lines.push(`${name}: ${one}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n`
}
