import type * as api from '../../../../shared/handler-api/understudy'
import type { UpgradeDecision } from '../protocol'
import { HandlerError } from './handler-error'

/**
 * What a handler's answer to a handshake means for main; null where it leaves the decision to the others.
 * @throws HandlerError of kind `connection` for an answer that HTTP or the client would not take.
 */
export function toDecision(
  answer: unknown,
  by: string,
  request: api.UpgradeRequest,
  handlers: readonly string[],
): UpgradeDecision | null {
  if (answer === undefined || answer === null) return null
  if (typeof answer === 'object' && 'status' in answer) return refusal(answer, by)
  if (typeof answer === 'object' && 'protocol' in answer) {
    return { accept: true, protocol: offered(answer.protocol, request), handlers }
  }
  throw new HandlerError('connection', 'onUpgrade answers with nothing, { status } or { protocol }')
}

/** The answer when `onUpgrade` throws: the client must not get in where a guard failed. */
export function failedUpgrade(by: string): UpgradeDecision {
  return { accept: false, status: 500, headers: {}, body: `${by} failed to answer the handshake`, by }
}

function refusal(answer: object & { readonly status: unknown }, by: string): UpgradeDecision {
  const { status } = answer
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 300 || status > 599) {
    throw new HandlerError(
      'connection',
      `A handshake is refused with a status of 300–599, not ${String(status)}`,
    )
  }
  const headers = 'headers' in answer && answer.headers ? Object.entries(answer.headers) : []
  const body = 'body' in answer && answer.body !== undefined ? String(answer.body) : ''
  return {
    accept: false,
    status,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body,
    by,
  }
}

function offered(protocol: unknown, request: api.UpgradeRequest): string {
  if (typeof protocol === 'string' && request.protocols.includes(protocol)) return protocol
  const offers = request.protocols.join(', ') || 'none'
  throw new HandlerError(
    'connection',
    `The subprotocol ${String(protocol)} can't be chosen: the client offers ${offers}`,
  )
}
