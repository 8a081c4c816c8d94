import { messageLiteral, stringLiteral } from './code-literal'
import type { Conversation, Exchange, RecordedReply, RecordedTurn } from './exchanges'

/** More recorded messages than this, in characters, nobody reads as code: replay does it better. */
const maxSourceLength = 1_000_000
/** A reply that took less is sent at once. */
const noticeableMs = 100
/** What came so soon after the handshake is a greeting, sent before anything is asked. */
const greetingMs = 20

export interface HandlerSourceOptions {
  /** `recordings/2026-11-22T22-17-01.jsonl`, or what else it was made from. */
  readonly from: string
  /** The path that it serves, as it was recorded: no pattern. */
  readonly path: string
  readonly conversation: Conversation
}

/** A handler file that answers as was recorded; readable, formatted, and the user's own from now on. */
export function handlerSource({ from, path, conversation }: HandlerSourceOptions): string {
  const exchanges = listOf(conversation.exchanges, exchangeLiteral)
  const unsolicited = listOf(conversation.unsolicited, (reply) => replyLiteral(reply, 2, greetingMs))
  const left = exchanges.left + unsolicited.left
  const notes = [
    `// Made by Understudy from ${from.replaceAll('\n', ' ')}.`,
    '// It is yours now: change what you like.',
    ...(conversation.unanswered > 0
      ? [
          `// ${counted(conversation.unanswered, 'message')} from the client had no reply and ${conversation.unanswered === 1 ? 'is' : 'are'} not in here.`,
        ]
      : []),
    ...(left > 0
      ? [
          `// The recording holds more: ${counted(left, 'further entry', 'further entries')} did not fit into a readable file.`,
        ]
      : []),
  ]
  return `import { defineHandler, type WsContext, type WsMessage } from 'understudy'

${notes.join('\n')}

const exchanges: readonly Exchange[] = [${exchanges.code}]

/** What was sent without having been asked for. */
const unsolicited: readonly Reply[] = [${unsolicited.code}]

${runtime(path)}
${types}`
}

const types = `/** A JSON value is sent as its text; a string and bytes as they are. */
type Message = string | Uint8Array | object

/** What is sent, how many milliseconds after the request, or after the connection was opened. */
type Reply = { readonly send: Message; readonly afterMs?: number }

type Turn = { readonly request: Message; readonly replies: readonly Reply[] }

/**
 * A request and its replies. If it was recorded several times, the turns take their turn, and the
 * last one stays. Fields named in \`ids\` may have any value, which the replies carry over.
 */
type Exchange = { readonly ids: readonly string[]; readonly turns: readonly Turn[] }
`

function runtime(path: string): string {
  return `export default defineHandler({
  handlesPath: ${stringLiteral(pathPattern(path))},

  onConnect(ctx) {
    for (const reply of unsolicited) answer(ctx, reply, {}, [])
  },

  onMessage(ctx, msg) {
    const received = messageOf(msg)
    const exchange = exchanges.find((known) => asks(known, received))
    if (received === undefined || !exchange) return
    const replies = nextTurn(ctx, exchange, received)?.replies ?? []
    for (const reply of replies) answer(ctx, reply, received, exchange.ids)
    // This message is answered: handlers that come after this one do not see it.
    ctx.stop()
  },
})

/** How often each connection has asked; it goes with the connection. */
const asked = new WeakMap<AbortSignal, Map<Exchange, number>>()

/** The turn that was recorded with exactly this message, else the next one. */
function nextTurn(ctx: WsContext, exchange: Exchange, received: Message): Turn | undefined {
  const { turns, ids } = exchange
  const counts = asked.get(ctx.signal) ?? new Map<Exchange, number>()
  asked.set(ctx.signal, counts)
  const count = counts.get(exchange) ?? 0
  counts.set(exchange, count + 1)
  const exact = turns.filter((turn) => isSame(turn.request, received, []))
  return ids.length > 0 && exact.length === 1 ? exact[0] : turns[Math.min(count, turns.length - 1)]
}

function answer(ctx: WsContext, { send, afterMs = 0 }: Reply, request: Message, ids: readonly string[]) {
  const message = withIds(send, request, ids)
  const sendNow = () => {
    if (ctx.signal.aborted) return
    if (typeof message === 'string') ctx.sendText(message)
    else if (message instanceof Uint8Array) ctx.sendBinary(message)
    else ctx.sendJson(message)
  }
  if (afterMs === 0) sendNow()
  else setTimeout(sendNow, afterMs)
}

function asks({ ids, turns }: Exchange, received: Message | undefined): boolean {
  return turns.some((turn) => isSame(turn.request, received, ids))
}

/** Text that is JSON as its value. */
function messageOf(msg: WsMessage): Message | undefined {
  if (msg.type === 'binary') return msg.data
  return msg.type === 'text' ? valueOf(msg.text) : undefined
}

function valueOf(text: string): Message {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : text
  } catch {
    return text
  }
}

/** Whether two messages say the same, whatever the order of their fields and the values of \`ids\`. */
function isSame(recorded: Message, received: unknown, ids: readonly string[]): boolean {
  const value = typeof recorded === 'string' ? valueOf(recorded) : recorded
  return canonical(value, ids) === canonical(received, ids)
}

function canonical(value: unknown, ids: readonly string[] = []): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  if (Array.isArray(value)) return \`[\${value.map((item) => canonical(item)).join()}]\`
  if (value instanceof Uint8Array) return \`bytes \${value.join()}\`
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  const said = fields.map(([key, item]) => [key, ids.includes(key) ? 'any' : canonical(item)].join(':'))
  return \`{\${said.join()}}\`
}

function withIds(reply: Message, request: Message, ids: readonly string[]): Message {
  const value = typeof reply === 'string' && ids.length > 0 ? valueOf(reply) : reply
  if (typeof value === 'string' || value instanceof Uint8Array || Array.isArray(value)) return value
  const carried = Object.entries(request).filter(([key]) => ids.includes(key) && key in value)
  return carried.length === 0 ? reply : { ...value, ...Object.fromEntries(carried) }
}

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
`
}

function exchangeLiteral({ ids, turns }: Exchange): string {
  const list = ids.map(stringLiteral).join(', ')
  return `{\n    ids: [${list}],\n    turns: [\n${turns.map(turnLiteral).join('')}    ],\n  }`
}

function turnLiteral({ request, replies }: RecordedTurn): string {
  const lines = replies.map((reply) => `          ${replyLiteral(reply, 10, noticeableMs)},\n`).join('')
  return `      {\n        request: ${messageLiteral(request, 8)},\n        replies: [\n${lines}        ],\n      },\n`
}

function replyLiteral({ afterMs, payload }: RecordedReply, indent: number, fromMs: number): string {
  const ms = Math.round(afterMs)
  const delay = ms > fromMs ? `afterMs: ${ms}, ` : ''
  return `{ ${delay}send: ${messageLiteral(payload, indent)} }`
}

/** The items that fit, as the lines of an array, and how many were left out. */
function listOf<T>(
  items: readonly T[],
  literal: (item: T) => string,
): { readonly code: string; readonly left: number } {
  let code = ''
  for (const [index, item] of items.entries()) {
    const line = `  ${literal(item)},\n`
    if (index > 0 && code.length + line.length > maxSourceLength)
      return { code: `\n${code}`, left: items.length - index }
    code += line
  }
  return { code: code === '' ? '' : `\n${code}`, left: 0 }
}

/** Escapes what a path pattern takes for more than itself. */
function pathPattern(path: string): string {
  return decoded(path).replace(/[\\:*{}()[\]+?!]/g, '\\$&')
}

/** A pattern is written as people read it; a stray % stays. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}
