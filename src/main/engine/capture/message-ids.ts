import { messageOf } from '../../../shared/errors'
import type { Pairing } from '../../../shared/model/workspace'
import { JsonPath } from '../handlers/worker/json-path'

/** How a message says what it asks or answers. */
export interface MessageId {
  readonly id: string
  /** `either`: only the order says which of two messages with the same id is the question. */
  readonly role: 'request' | 'reply' | 'either'
}

/** The id in a text message, null where it has none. */
export type ReadMessageId = (text: string) => MessageId | null

export interface CompiledPairing {
  readonly read: ReadMessageId
  /** What is wrong with a path that is not used because of it. */
  readonly problems: readonly string[]
}

/** Names under which only a reply repeats the id of its request. */
const replyNames = ['replyTo', 'reply_to', 'inReplyTo', 'in_reply_to', 'responseTo', 'response_to'] as const
/** Names under which a request and its replies have the same id, those that mean nothing else first. */
const sharedNames = [
  'requestId',
  'request_id',
  'reqId',
  'req_id',
  'reqid',
  'correlationId',
  'correlation_id',
  'id',
  'messageId',
  'message_id',
  'msgId',
  'msg_id',
  'ref',
] as const
/** Longer texts are content, not an id. */
const maxIdLength = 200

/** How ids are read; `pairing.id` undefined: they are guessed. */
export function compilePairing({ id }: Pairing): CompiledPairing {
  if (id === undefined) return { read: guessId, problems: [] }
  const problems: string[] = []
  const paths: JsonPath[] = []
  for (const source of typeof id === 'string' ? [id] : id) {
    try {
      paths.push(new JsonPath(source))
    } catch (error) {
      problems.push(`Replies are not paired by ${source}: ${messageOf(error)}`)
    }
  }
  return { read: (text) => readByPaths(paths, text), problems }
}

/** The value at the first path that finds one. */
function readByPaths(paths: readonly JsonPath[], text: string): MessageId | null {
  const document = paths.length === 0 ? null : parseDocument(text)
  if (document === null) return null
  for (const path of paths) {
    const id = path
      .values(document)
      .map(idOf)
      .find((one) => one !== null)
    if (id !== undefined && id !== null) return { id, role: roleOf(document) }
  }
  return null
}

function guessId(text: string): MessageId | null {
  const document = parseDocument(text)
  if (document === null || Array.isArray(document)) return null
  const answered = firstIdOf(document, replyNames)
  if (answered !== null) return { id: answered, role: 'reply' }
  const id = firstIdOf(document, sharedNames)
  return id === null ? null : { id, role: roleOf(document) }
}

function firstIdOf(document: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const id = idOf(document[name])
    if (id !== null) return id
  }
  return null
}

/** JSON-RPC says what a message is; its two sides count their requests each for itself. */
function roleOf(document: JsonObject): MessageId['role'] {
  if ('result' in document || 'error' in document) return 'reply'
  return typeof document.method === 'string' ? 'request' : 'either'
}

function idOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' && value.length <= maxIdLength ? value : null
}

type JsonObject = Readonly<Record<string, unknown>>

function parseDocument(text: string): JsonObject | null {
  // Sparing most texts that are not JSON the cost of an exception.
  if (!/^\s*[[{]/.test(text)) return null
  try {
    // It begins with a bracket: an object or an array.
    return JSON.parse(text) as JsonObject
  } catch {
    // What is not JSON has no id.
    return null
  }
}
