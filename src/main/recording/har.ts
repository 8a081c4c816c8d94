import { z } from 'zod'
import { AppError, messageOf } from '../../shared/errors'
import type { RecordedEntry, RecordedHandshake } from '../../shared/model/recording'
import { t } from '../../shared/text/t'
import { afterFaults } from '../engine/capture/fault-steps'
import { payloadOf } from './exchanges'
import { recordedHandshake } from './recorded-entry'

/** Opcodes of RFC 6455 §5.2, as Chrome writes them. */
const opcodes = { text: 1, binary: 2 } as const

const headerSchema = z.object({ name: z.string(), value: z.string() })

const messageSchema = z.object({
  type: z.enum(['send', 'receive']),
  /** Seconds since the epoch. */
  time: z.number(),
  opcode: z.number(),
  data: z.string(),
})

const harEntrySchema = z.object({
  startedDateTime: z.string().refine((text) => !Number.isNaN(Date.parse(text)), { error: 'not a date' }),
  request: z.object({
    url: z.string().refine((url) => URL.canParse(url), { error: 'not a URL' }),
    headers: z.array(headerSchema).default([]),
  }),
  _webSocketMessages: z.array(messageSchema).optional(),
})
type HarEntry = z.infer<typeof harEntrySchema>

const harSchema = z.object({ log: z.object({ entries: z.array(harEntrySchema) }) })

/** A HAR, as far as we write it. */
export interface Har {
  readonly log: {
    readonly version: '1.2'
    readonly creator: { readonly name: string; readonly version: string }
    readonly pages: readonly never[]
    readonly entries: readonly object[]
  }
}

/** What a HAR says of WebSockets: the same that a recording holds. */
export interface ImportedTraffic {
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly entries: readonly RecordedEntry[]
}

interface Told {
  readonly path: string
  readonly startedAt: number
  handshake: RecordedHandshake | undefined
  readonly messages: z.infer<typeof messageSchema>[]
  lastAt: number
}

/** Gathers a recording for HAR 1.2 with Chrome's `_webSocketMessages`; the upstream leg is not part of that. */
export class HarWriter {
  readonly #connections = new Map<string, Told>()
  readonly #refused: object[] = []

  /** `startedAt`: of the recording, in milliseconds since the epoch. */
  constructor(private readonly startedAt: number) {}

  add(entry: RecordedEntry): void {
    const at = this.startedAt + entry.t
    if (entry.kind === 'refused')
      this.#refused.push(harEntry(entry.path, at, undefined, entry.code ?? 400, []))
    if (entry.connection === null) return
    const told = this.#told(entry, at)
    told.lastAt = at
    told.handshake ??= entry.handshake
    // A HAR tells what the client saw.
    const faults = entry.faults ?? []
    if (faults.some(({ action }) => action === 'dropped' || action === 'lost')) return
    const payload = afterFaults(payloadOf(entry), faults)
    if (payload === null || (entry.direction !== 'from-client' && entry.direction !== 'to-client')) return
    const isText = typeof payload === 'string'
    const message: Told['messages'][number] = {
      type: entry.direction === 'from-client' ? 'send' : 'receive',
      time: at / 1000,
      opcode: isText ? opcodes.text : opcodes.binary,
      data: isText ? payload : Buffer.from(payload).toString('base64'),
    }
    told.messages.push(message)
    if (faults.some(({ action }) => action === 'duplicated')) told.messages.push(message)
  }

  har(): Har {
    const connections = [...this.#connections.values()].map((told) => ({
      ...harEntry(told.path, told.startedAt, told.handshake, 101, told.messages),
      time: told.lastAt - told.startedAt,
    }))
    const creator = { name: 'Understudy', version: '1' }
    return { log: { version: '1.2', creator, pages: [], entries: [...connections, ...this.#refused] } }
  }

  #told(entry: RecordedEntry, at: number): Told {
    const id = entry.connection ?? ''
    const known = this.#connections.get(id)
    if (known) return known
    const told = { path: entry.path, startedAt: at, handshake: undefined, messages: [], lastAt: at }
    this.#connections.set(id, told)
    return told
  }
}

function harEntry(
  path: string,
  at: number,
  handshake: RecordedHandshake | undefined,
  status: number,
  messages: readonly object[],
): object {
  const headers = Object.entries(handshake?.headers ?? {}).map(([name, value]) => ({ name, value }))
  const query = handshake?.query.replace(/^\?/, '') ?? ''
  const url = `ws://${handshake?.headers.host ?? 'localhost'}${path}${query === '' ? '' : `?${query}`}`
  const protocol = handshake?.subprotocol ?? ''
  const http = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: 0 }
  return {
    _resourceType: 'websocket',
    startedDateTime: new Date(at).toISOString(),
    time: 0,
    request: {
      ...http,
      method: 'GET',
      url,
      headers,
      queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
    },
    response: {
      ...http,
      status,
      statusText: status === 101 ? 'Switching Protocols' : '',
      headers: protocol === '' ? [] : [{ name: 'sec-websocket-protocol', value: protocol }],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    _webSocketMessages: messages,
  }
}

/**
 * What a HAR's text says of WebSockets. Throws `AppError` 'bad-request' that names the line, where it is no
 * JSON, or the place in it, and the cause.
 */
export function readHar(text: string): ImportedTraffic {
  const parsed = harSchema.safeParse(jsonOf(text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = z.core.toDotPath(issue?.path ?? [])
    throw new AppError(
      'bad-request',
      t`this is no HAR that can be read: ${place}: ${issue?.message ?? 'unknown'}`,
    )
  }
  const sockets = parsed.data.log.entries.filter(({ _webSocketMessages: messages }) => messages !== undefined)
  if (sockets.length === 0) {
    const message =
      'it holds no WebSocket messages. Export it from the network panel of Chrome or Edge, with the page open.'
    throw new AppError('bad-request', message)
  }
  const timed = sockets.flatMap((entry, index) => [...entriesOf(entry, `c${index + 1}`)])
  timed.sort((one, other) => one.at - other.at)
  const startedAt = timed[0]?.at ?? 0
  const entries = timed.map(({ at, entry }, index) => ({ ...entry, t: at - startedAt, seq: index + 1 }))
  return { startedAt, entries }
}

function* entriesOf(
  { startedDateTime, request, _webSocketMessages: messages = [] }: HarEntry,
  connection: string,
): Iterable<{ readonly at: number; readonly entry: Omit<RecordedEntry, 't' | 'seq'> }> {
  const { pathname: path, search } = new URL(request.url)
  const openedAt = Math.min(
    Date.parse(startedDateTime),
    ...messages.slice(0, 1).map(({ time }) => time * 1000),
  )
  const headers = Object.fromEntries(request.headers.map(({ name, value }) => [name.toLowerCase(), value]))
  const handshake = recordedHandshake({ query: search.replace(/^\?/, ''), subprotocol: '', headers })
  const open = { kind: 'open', direction: 'none', origin: 'client', connection, path, handshake } as const
  yield { at: openedAt, entry: open }
  for (const { type, time, opcode, data } of messages) {
    if (opcode !== opcodes.text && opcode !== opcodes.binary) continue
    const body =
      opcode === opcodes.text
        ? ({ kind: 'text', text: data } as const)
        : ({ kind: 'binary', base64: data } as const)
    const way =
      type === 'send'
        ? ({ direction: 'from-client', origin: 'client' } as const)
        : ({ direction: 'to-client', origin: 'upstream' } as const)
    yield { at: time * 1000, entry: { ...body, ...way, connection, path } }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec(messageOf(error))?.[1]
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length
    const where = line === null ? '' : `line ${line}: `
    throw new AppError('bad-request', t`${where}it is not JSON (${messageOf(error)})`, { cause: error })
  }
}
