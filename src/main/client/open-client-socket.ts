import { WebSocket } from 'ws'
import { AppError, messageOf } from '../../shared/errors'
import type { ClientAuth, ClientOptions } from '../../shared/model/client'
import { t } from '../../shared/text/t'
import { isLoopbackHost } from '../engine/server/loopback'

const handshakeTimeoutMs = 10_000

/**
 * Starts a connection with the headers, subprotocols and credentials of `options`.
 * @throws AppError 'bad-request' for what ws won't send
 */
export function openClientSocket(url: URL, options: ClientOptions): WebSocket {
  const target = new URL(url)
  const headers = headersOf(options, userOf(target))
  target.username = ''
  target.password = ''
  if (options.auth.type === 'query') addQuery(target, options.auth)
  try {
    return new WebSocket(target, options.protocols, {
      headers,
      handshakeTimeout: handshakeTimeoutMs,
      // Our own server's certificate is self-signed; on this machine there is nobody in between.
      rejectUnauthorized: !options.acceptAnyCertificate && !isLoopbackHost(url.hostname),
    })
  } catch (error) {
    throw new AppError('bad-request', t`Can't connect to ${addressText(url)}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

/** As a person writes it, without the slash that the parser adds to a bare host; and without a password. */
export function addressText(url: URL): string {
  const shown = new URL(url)
  shown.username = ''
  shown.password = ''
  return shown.pathname === '/' && shown.search === '' ? shown.href.replace(/\/$/, '') : shown.href
}

/** Several headers of one name become several lines. */
function headersOf(options: ClientOptions, user: string | null): Record<string, string[]> {
  const headers: Record<string, string[]> = {}
  const add = (name: string, value: string): void => {
    const known = Object.keys(headers).find((other) => other.toLowerCase() === name.toLowerCase()) ?? name
    headers[known] = [...(headers[known] ?? []), value]
  }
  const authorization = authorizationOf(options.auth) ?? user
  if (authorization !== null) add('Authorization', authorization)
  for (const { name, value } of options.headers) {
    // What was chosen as the authentication counts, also where the list has such a header.
    if (authorization === null || name.toLowerCase() !== 'authorization') add(name, value)
  }
  return headers
}

function authorizationOf(auth: ClientAuth): string | null {
  switch (auth.type) {
    case 'basic':
      return basic(auth.user, auth.password)
    case 'bearer':
      return `Bearer ${auth.token}`
    case 'none':
    case 'query':
      return null
    default:
      return auth satisfies never
  }
}

/** `ws://user:password@host` as people write it. */
function userOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null
  return basic(decoded(username), decoded(password))
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return text
  }
}

/** Appended by hand: `searchParams` would write what is there already in its own way. */
function addQuery(url: URL, { name, token }: Extract<ClientAuth, { type: 'query' }>): void {
  const added = `${encodeURIComponent(name)}=${encodeURIComponent(token)}`
  url.search = url.search === '' ? added : `${url.search}&${added}`
}
