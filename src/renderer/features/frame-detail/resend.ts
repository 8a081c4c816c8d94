import type { ClientId, ClientView } from '../../../shared/model/client'
import type { OutgoingMessage } from '../../../shared/model/message'
import type { TrafficDetail } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { notifyDone, perform } from '../../ui/perform'

/** Where an entry can be sent to once more: to a client, or to the handlers as if that client had sent it. */
export type ResendTarget =
  | { readonly via: 'connection'; readonly connection: string }
  | { readonly via: 'handlers'; readonly connection: string }
  | { readonly via: 'client'; readonly client: ClientId }

export interface Resend {
  readonly target: ResendTarget
  readonly message: OutgoingMessage
}

/**
 * How an entry is sent again: one to a client goes to the same connection if that is still open. One from a client
 * is put in as a message of the same connection, or goes through the built-in client that was used last where that one is closed.
 * @returns null where it can't be sent at the moment, or is no message.
 */
export function resendOf(
  { row, body }: Pick<TrafficDetail, 'row' | 'body'>,
  client: Pick<ClientView, 'id' | 'status'> | undefined,
  isOpen: (connection: string) => boolean,
): Resend | null {
  const message = outgoing(row.kind, body)
  if (message === null) return null
  const connection = row.connectionId !== null && isOpen(row.connectionId) ? row.connectionId : null
  if (row.direction === 'to-client' && connection !== null) {
    return { target: { via: 'connection', connection }, message }
  }
  if (row.direction !== 'from-client') return null
  if (connection !== null) return { target: { via: 'handlers', connection }, message }
  return client?.status.state === 'open' ? { target: { via: 'client', client: client.id }, message } : null
}

/** What sending it again will do. */
export function resendWords({ target }: Resend): string {
  switch (target.via) {
    case 'connection':
      return t`to ${target.connection}`
    case 'handlers':
      return t`to the handlers, as if ${target.connection} had sent it`
    case 'client':
      return t`from the built-in client: the connection is closed`
    default:
      return target satisfies never
  }
}

/** Sends it, and says what was done. */
export async function sendAgain(resend: Resend): Promise<void> {
  if (await sent(resend)) notifyDone(t`Sent again ${resendWords(resend)}`)
}

function sent({ target, message }: Resend): Promise<boolean> {
  switch (target.via) {
    case 'connection':
      return perform('connections.send', { connection: target.connection, message })
    case 'handlers':
      return perform('connections.inject', { connection: target.connection, message })
    case 'client':
      return perform('client.send', { client: target.client, message })
    default:
      return target satisfies never
  }
}

function outgoing(kind: string, body: TrafficDetail['body']): OutgoingMessage | null {
  if (kind === 'ping') return { type: 'ping' }
  if (kind !== 'text' && kind !== 'binary') return null
  if (body.type === 'text') return { type: 'text', text: body.text }
  // A copy, because its buffer's type is a plain one: what was captured may be in shared memory.
  return body.type === 'binary' ? { type: 'binary', data: new Uint8Array(body.data) } : null
}
