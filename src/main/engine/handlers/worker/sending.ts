import {
  isSendableCloseCode,
  maxControlBytes,
  maxReasonBytes,
  sendableCloseCodes,
} from '../../../../shared/close-frame'
import type * as api from '../../../../shared/handler-api/understudy'
import { utf8Length } from '../../../../shared/utf8'
import type { ConnectionReplica } from './connection-replica'
import type { ContextHost } from './context-host'
import { HandlerError } from './handler-error'
import { copyBytes, copyPayload } from './ws-message'

/** @throws HandlerError of kind `send` when nothing can be sent any more. */
export function assertOpen(connection: ConnectionReplica): void {
  if (connection.state === 'open') return
  const state = connection.state === 'closing' ? 'closing' : 'closed'
  throw new HandlerError('send', `Connection ${connection.id} is ${state}: nothing can be sent on it`)
}

/** Sends text. */
export function sendText(
  host: ContextHost,
  connection: ConnectionReplica,
  cause: number,
  text: string,
): void {
  if (typeof text !== 'string') {
    throw new HandlerError('send', `sendText was given a ${typeof text}; use sendJson for other values`)
  }
  assertOpen(connection)
  host.notePlace()
  host.commands.send(cause, connection.number, 'text', text)
}

/** Sends a binary message. */
export function sendBinary(
  host: ContextHost,
  connection: ConnectionReplica,
  cause: number,
  bytes: api.Bytes,
): void {
  assertOpen(connection)
  host.notePlace()
  host.commands.send(cause, connection.number, 'binary', copyBytes(bytes))
}

/** Sends a ping or a pong. */
export function sendHeartbeat(
  host: ContextHost,
  connection: ConnectionReplica,
  cause: number,
  type: 'ping' | 'pong',
  data: string | api.Bytes,
): void {
  assertOpen(connection)
  const payload = copyPayload(data)
  const bytes = typeof payload === 'string' ? utf8Length(payload) : payload.byteLength
  if (bytes > maxControlBytes) {
    throw new HandlerError('send', `A ${type} carries at most ${maxControlBytes} bytes, not ${bytes}`)
  }
  host.notePlace()
  host.commands.send(cause, connection.number, type, payload)
}

/** Closes; on a connection that is closing already it does nothing. */
export function closeConnection(
  host: ContextHost,
  connection: ConnectionReplica,
  cause: number,
  code = 1000,
  reason = '',
): void {
  if (!isSendableCloseCode(code)) {
    throw new HandlerError('connection', `The close code ${code} can't be sent: use ${sendableCloseCodes}`)
  }
  const bytes = utf8Length(reason)
  if (bytes > maxReasonBytes) {
    throw new HandlerError(
      'connection',
      `A close reason has at most ${maxReasonBytes} bytes, not ${bytes}; shorten it`,
    )
  }
  if (connection.state !== 'open') return
  connection.state = 'closing'
  host.notePlace()
  host.commands.close(cause, connection.number, code, reason)
}

/** Sends a message of any type. */
export function sendMessage(
  host: ContextHost,
  connection: ConnectionReplica,
  cause: number,
  message: api.OutgoingMessage,
): void {
  switch (message.type) {
    case 'text':
      sendText(host, connection, cause, message.text)
      break
    case 'binary':
      sendBinary(host, connection, cause, message.data)
      break
    case 'ping':
    case 'pong':
      sendHeartbeat(host, connection, cause, message.type, message.data ?? '')
      break
    case 'close':
      closeConnection(host, connection, cause, message.code, message.reason)
      break
    default:
      message satisfies never
      throw new HandlerError('send', 'send takes a message with a type: text, binary, ping, pong or close')
  }
}

/** @throws HandlerError of kind `room` when it can't be the name of a room. */
export function assertRoomName(room: string): void {
  if (typeof room !== 'string' || room === '') {
    throw new HandlerError('room', 'A room needs a name: a text that is not empty')
  }
}
