import type { ClientStatus } from '../../../shared/ipc/snapshot'
import type { OutgoingMessage } from '../../../shared/model/message'
import type { TrafficDetail } from '../../../shared/model/traffic'
import { perform } from '../../ui/perform'

/** Where an entry can be sent to once more. */
export type ResendTarget =
  | { readonly via: 'connection'; readonly connection: string }
  | { readonly via: 'client' }

export interface Resend {
  readonly target: ResendTarget
  readonly message: OutgoingMessage
}

/**
 * How an entry is sent again: one to a client goes to the same connection if that is still open, one
 * from a client goes through the built-in client if that is connected.
 * @returns null where it can't be sent at the moment, or is no message.
 */
export function resendOf(
  { row, body }: Pick<TrafficDetail, 'row' | 'body'>,
  client: ClientStatus,
  isOpen: (connection: string) => boolean,
): Resend | null {
  const message = outgoing(row.kind, body)
  if (message === null) return null
  if (row.direction === 'to-client' && row.connectionId !== null && isOpen(row.connectionId)) {
    return { target: { via: 'connection', connection: row.connectionId }, message }
  }
  if (row.direction === 'from-client' && client.state === 'open') {
    return { target: { via: 'client' }, message }
  }
  return null
}

/** Sends it. */
export function sendAgain({ target, message }: Resend): void {
  if (target.via === 'client') void perform('client.send', message)
  else void perform('connections.send', { connection: target.connection, message })
}

function outgoing(kind: string, body: TrafficDetail['body']): OutgoingMessage | null {
  if (kind === 'ping') return { type: 'ping' }
  if (kind !== 'text' && kind !== 'binary') return null
  if (body.type === 'text') return { type: 'text', text: body.text }
  // A copy, because its buffer's type is a plain one: what was captured may be in shared memory.
  return body.type === 'binary' ? { type: 'binary', data: new Uint8Array(body.data) } : null
}
