import type { IncomingMessage } from 'node:http'
import type { UpgradeInfo } from '../handlers/protocol'
import type { TextPool } from '../text-pool'
import type { HttpAnswer } from './http-answer'
import { parseRequestTarget } from './request-target'

const key = /^[+/0-9A-Za-z]{22}==$/
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

const noProtocols: readonly string[] = []

/** What a handshake says, whether or not it is a good one; `texts` are those of other ones. */
export function describeRequest(request: IncomingMessage, texts: TextPool): UpgradeInfo {
  const target = request.url ?? '/'
  const { path, query } = parseRequestTarget(target) ?? { path: target, query: '' }
  return {
    path: texts.share(path),
    query,
    headers: texts.shareValues(flatHeaders(request)),
    remoteAddress: texts.share(plainAddress(request.socket.remoteAddress)),
    protocols: parseProtocols(request.headers['sec-websocket-protocol']) ?? noProtocols,
  }
}

/** An address without the prefix that IPv4 has on an IPv6 socket. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/, '')
}

/** Why this is no WebSocket handshake (RFC 6455 §4.2.1), as the answer to give; null for a good one. */
export function findHandshakeFault(request: IncomingMessage): HttpAnswer | null {
  const { headers, method } = request
  if (method !== 'GET') {
    return refusal(405, `A WebSocket handshake is a GET request, not ${method ?? 'nothing'}.`, {
      Allow: 'GET',
    })
  }
  if (request.httpVersion !== '1.1') {
    const body = `A WebSocket handshake is an HTTP/1.1 request; this one says HTTP/${request.httpVersion}.`
    return refusal(505, body)
  }
  if (request.headersDistinct.host?.length !== 1) {
    return refusal(400, 'A WebSocket handshake has one Host header.')
  }
  if (headers.upgrade?.toLowerCase() !== 'websocket') {
    return refusal(426, 'The Upgrade header has to say "websocket".', { Upgrade: 'websocket' })
  }
  if (headers['sec-websocket-version'] !== '13') {
    return refusal(426, 'Only version 13 of the WebSocket protocol is spoken here (RFC 6455).', {
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
    })
  }
  if (!key.test(headers['sec-websocket-key'] ?? '')) {
    return refusal(400, 'The Sec-WebSocket-Key header is missing or no base64 of 16 bytes.')
  }
  if (parseProtocols(headers['sec-websocket-protocol']) === null) {
    return refusal(400, 'The Sec-WebSocket-Protocol header is not a list of names without repetition.')
  }
  if (parseRequestTarget(request.url ?? '') === null) {
    return refusal(400, `The request target ${request.url ?? ''} has no path.`)
  }
  return null
}

function refusal(status: number, body: string, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body }
}

/** The offered subprotocols in the client's order; null where the header is malformed. */
function parseProtocols(header: string | undefined): readonly string[] | null {
  if (header === undefined) return noProtocols
  const names = header.split(',').map((name) => name.trim())
  return names.every((name) => token.test(name)) && new Set(names).size === names.length ? names : null
}

function flatHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}
