import { WebSocket } from 'ws'
import type { UpstreamTarget } from '../handlers/protocol'
import type { Connection } from '../server/connection'

/** Headers of a hop or of a handshake of its own (RFC 9110 §7.6.1, RFC 6455 §4.1): never handed on. */
const ownHeaders = new Set([
  'host',
  'connection',
  'upgrade',
  'keep-alive',
  'transfer-encoding',
  'content-length',
])

/** Starts the handshake with the client's subprotocols and the headers that the rule names. */
export function openUpstreamSocket(
  connection: Connection,
  target: UpstreamTarget,
  closeTimeoutMs: number,
): WebSocket {
  const offered = connection.info.protocols
  const options = {
    headers: forwardedHeaders(connection, target.forwardHeaders),
    rejectUnauthorized: target.verifyTls,
    perMessageDeflate: false,
    // Newer than ws's published types.
    closeTimeout: closeTimeoutMs,
  } as const
  const socket = new WebSocket(target.url, [...offered], options)
  const first = offered[0]
  if (first !== undefined) {
    // A server may ignore the offer (RFC 6455 §4.2.2) and browsers accept that; ws would fail the handshake.
    socket.on('upgrade', (response) => {
      response.headers['sec-websocket-protocol'] ??= first
    })
  }
  return socket
}

function forwardedHeaders(connection: Connection, names: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of names) {
    const key = name.toLowerCase()
    const value = connection.info.headers[key]
    if (value !== undefined && !ownHeaders.has(key) && !key.startsWith('sec-websocket-')) headers[key] = value
  }
  return headers
}
