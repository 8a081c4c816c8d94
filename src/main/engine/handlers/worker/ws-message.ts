import { messageOf } from '../../../../shared/errors'
import type * as api from '../../../../shared/handler-api/understudy'
import type { MessageType, Payload } from '../../../../shared/model/message'
import { copyOf } from '../../binary-pack'
import { HandlerError } from './handler-error'

/** Stands for "not JSON", which no JSON value is equal to. */
export const notJson = Symbol('not JSON')

const unparsed = Symbol('unparsed')

/** A text message that parses its JSON at most once. */
export class TextMessage implements api.TextMessage {
  readonly type = 'text'
  #json: unknown = unparsed

  constructor(readonly text: string) {}

  json<Value = api.JsonData>(): Value {
    const value = this.tryJson()
    if (value !== notJson) {
      // What the JSON holds is the caller's claim, as with `JSON.parse`.
      return value as Value
    }
    throw notJsonError(this.text)
  }

  /** The text as JSON, or `notJson`. */
  tryJson(): unknown {
    if (this.#json === unparsed) this.#json = parseJson(this.text)
    return this.#json
  }
}

/** The message that a payload of this type is. */
export function toMessage(type: MessageType, payload: Payload): api.WsMessage {
  switch (type) {
    case 'text':
      return new TextMessage(typeof payload === 'string' ? payload : Buffer.from(payload).toString())
    case 'binary':
      return { type, data: toBytes(payload) }
    case 'ping':
    case 'pong':
      return { type, data: toBytes(payload) }
    default:
      return type satisfies never
  }
}

/** The JSON of a text or text message, or `notJson` for every other one. */
export function jsonOf(textOrMessage: string | api.WsMessage): unknown {
  if (textOrMessage instanceof TextMessage) return textOrMessage.tryJson()
  const text = textOf(textOrMessage)
  return text === null ? notJson : parseJson(text)
}

/** The text of a text or text message, null for every other one. */
export function textOf(textOrMessage: string | api.WsMessage): string | null {
  if (typeof textOrMessage === 'string') return textOrMessage
  return textOrMessage.type === 'text' ? textOrMessage.text : null
}

/** Our own copy of bytes that a handler gave us: it may reuse its buffer before the batch is posted. */
export function copyBytes(bytes: api.Bytes): Uint8Array {
  if (bytes instanceof ArrayBuffer) return copyOf(new Uint8Array(bytes))
  if (ArrayBuffer.isView(bytes)) {
    return copyOf(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }
  throw new HandlerError(
    'send',
    `Only text and bytes can be sent, not ${typeName(bytes)}; use JSON.stringify`,
  )
}

/** Text as it is, bytes copied. */
export function copyPayload(message: string | api.Bytes): Payload {
  return typeof message === 'string' ? message : copyBytes(message)
}

function toBytes(payload: Payload): Uint8Array {
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : payload
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Being no JSON is an answer here, not a fault: `json()` turns it into one.
    return notJson
  }
}

function notJsonError(text: string): HandlerError {
  try {
    JSON.parse(text)
  } catch (error) {
    return new HandlerError('json', `The message is not JSON: ${messageOf(error)}`, { cause: error })
  }
  return new HandlerError('json', 'The message is not JSON')
}

function typeName(value: unknown): string {
  return value === null ? 'null' : `a value of type ${typeof value}`
}
