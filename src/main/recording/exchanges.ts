import type { Payload } from '../../shared/model/message'
import type { RecordedEntry } from '../../shared/model/recording'
import { carriedIds, isJsonObject, parsedJson, requestKey } from './message-ids'

/** What the server sent, and how long after what it answers (or after the handshake). */
export interface RecordedReply {
  readonly afterMs: number
  readonly payload: Payload
}

/** One time that a client asked. */
export interface RecordedTurn {
  readonly request: Payload
  readonly replies: readonly RecordedReply[]
}

/** Requests that differ in nothing but the ids that their replies carry over, in the order of the recording. */
export interface Exchange {
  /** Keys of the fields that go from a request into its replies. */
  readonly ids: readonly string[]
  readonly turns: readonly RecordedTurn[]
}

export interface Conversation {
  readonly exchanges: readonly Exchange[]
  /** What nobody asked for, after the handshake. */
  readonly unsolicited: readonly RecordedReply[]
  /** Requests that were not answered. */
  readonly unanswered: number
  readonly connections: number
}

/** A message that came from outside of our handlers answers a request that came at most this long before. */
const maxReplyMs = 5000

interface OpenRequest {
  readonly seq: number | undefined
  readonly t: number
  readonly payload: Payload
  readonly replies: RecordedReply[]
}

interface Told {
  readonly openedAt: number
  readonly requests: OpenRequest[]
  readonly unsolicited: RecordedReply[]
}

/** Puts together who was answered with what on `path`; entries come in the order of the recording. */
export class ConversationReader {
  readonly #connections = new Map<string, Told>()

  constructor(private readonly path: string) {}

  add(entry: RecordedEntry): void {
    if (entry.connection === null || entry.path !== this.path) return
    const told = this.#told(entry.connection, entry.t)
    const payload = payloadOf(entry)
    if (payload === null) return
    if (entry.direction === 'from-client') {
      told.requests.push({ seq: entry.seq, t: entry.t, payload, replies: [] })
    } else if (entry.direction === 'to-client') {
      const request = requestOf(told, entry, payload)
      if (request) request.replies.push({ afterMs: entry.t - request.t, payload })
      else told.unsolicited.push({ afterMs: entry.t - told.openedAt, payload })
    }
  }

  /** What was read so far. What nobody asked for is that of the first connection that got any. */
  conversation(): Conversation {
    const all = [...this.#connections.values()]
    const requests = all.flatMap((told) => told.requests)
    const unsolicited = all.find((told) => told.unsolicited.length > 0)?.unsolicited ?? []
    return {
      exchanges: grouped(requests.filter(({ replies }) => replies.length > 0)),
      unsolicited,
      unanswered: requests.filter(({ replies }) => replies.length === 0).length,
      connections: all.length,
    }
  }

  #told(connection: string, t: number): Told {
    const known = this.#connections.get(connection)
    if (known) return known
    const told: Told = { openedAt: t, requests: [], unsolicited: [] }
    this.#connections.set(connection, told)
    return told
  }
}

/** The body of a data message; null for everything else. */
export function payloadOf({
  kind,
  text,
  base64,
}: Pick<RecordedEntry, 'kind' | 'text' | 'base64'>): Payload | null {
  if (kind === 'text') return text ?? ''
  return kind === 'binary' ? new Uint8Array(Buffer.from(base64 ?? '', 'base64')) : null
}

function requestOf(told: Told, entry: RecordedEntry, payload: Payload): OpenRequest | undefined {
  const { requests } = told
  const byCause = requests.findLast(({ seq }) => seq !== undefined && seq === entry.cause)
  if (byCause) return byCause
  const byId = requests.findLast((request) => carriedIds(request.payload, payload).length > 0)
  if (byId && entry.origin !== 'user') return byId
  // Our own handlers say what a message answers; of others, the next message is taken for the answer.
  if (entry.origin !== 'upstream') return undefined
  const last = requests.at(-1)
  return last && last.replies.length === 0 && entry.t - last.t <= maxReplyMs ? last : undefined
}

function grouped(requests: readonly OpenRequest[]): Exchange[] {
  const groups = new Map<string, { readonly ids: Set<string>; readonly turns: RecordedTurn[] }>()
  for (const { payload, replies } of requests) {
    const ids = idsOf(payload, replies)
    const key = requestKey(payload, ids)
    const group = groups.get(key) ?? { ids: new Set<string>(), turns: [] }
    groups.set(key, group)
    for (const id of ids) group.ids.add(id)
    group.turns.push({ request: payload, replies })
  }
  return [...groups.values()].map(({ ids, turns }) => ({ ids: [...ids], turns }))
}

function idsOf(request: Payload, replies: readonly RecordedReply[]): string[] {
  if (!isJsonObject(parsedJson(request))) return []
  return [...new Set(replies.flatMap(({ payload }) => carriedIds(request, payload)))]
}
