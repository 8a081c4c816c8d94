import { defineHandler, server, type WsContext } from 'understudy'

// STOMP 1.2 (stomp.github.io): a broker that hands what is sent to a destination to those who subscribed to it.

interface Frame {
  readonly command: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Destinations by the client's subscription id; in the metadata, so that they survive a reload. */
type Subscriptions = Readonly<Record<string, string>>

let messageNumber = 0

export default defineHandler({
  handlesPath: '/ws/stomp',

  onUpgrade({ protocols }) {
    return protocols.includes('v12.stomp') ? { protocol: 'v12.stomp' } : undefined
  },

  onMessage(ctx, msg) {
    if (msg.type !== 'text' && msg.type !== 'binary') return
    const text = msg.type === 'text' ? msg.text : new TextDecoder().decode(msg.data)
    // A line end alone is a heart-beat.
    if (text.trim() === '') return
    const frame = parse(text)
    if (frame.command === 'CONNECT' || frame.command === 'STOMP') return connect(ctx, frame)
    if (!ctx.getMetadata('connected')) return fail(ctx, 'CONNECT first')
    const problem = obey(ctx, frame)
    if (problem !== undefined) return fail(ctx, problem)
    const { receipt } = frame.headers
    if (receipt !== undefined) ctx.sendText(format('RECEIPT', { 'receipt-id': receipt }))
    if (frame.command === 'DISCONNECT') ctx.close(1000)
  },
})

function connect(ctx: WsContext, { headers }: Frame) {
  if (!headers['accept-version']?.split(',').includes('1.2')) return fail(ctx, 'Supported versions: 1.2')
  ctx.setMetadata('connected', true)
  ctx.sendText(format('CONNECTED', { version: '1.2', 'heart-beat': '0,0', server: 'Understudy' }))
}

/** Does what the frame asks for, or tells what is wrong with it. */
function obey(ctx: WsContext, { command, headers, body }: Frame): string | undefined {
  const { id, destination } = headers
  const subscriptions: Subscriptions = ctx.getMetadata('subscriptions') ?? {}
  switch (command) {
    case 'SUBSCRIBE':
      if (id === undefined || destination === undefined) return 'SUBSCRIBE needs id and destination'
      ctx.setMetadata('subscriptions', { ...subscriptions, [id]: destination })
      return
    case 'UNSUBSCRIBE': {
      const { [id ?? '']: _ended, ...others } = subscriptions
      ctx.setMetadata('subscriptions', others)
      return
    }
    case 'SEND':
      if (destination === undefined) return 'SEND needs a destination'
      return deliver(destination, body, headers['content-type'] ?? 'text/plain')
    case 'ACK':
    case 'NACK':
    case 'DISCONNECT':
      // Nothing is delivered twice, so acknowledgements change nothing.
      return
    default:
      return `${command} is not supported here`
  }
}

function deliver(destination: string, body: string, contentType: string): undefined {
  for (const { id: connection, metadata } of server.connections()) {
    const subscriptions: Subscriptions = metadata.subscriptions ?? {}
    for (const [subscription, wanted] of Object.entries(subscriptions)) {
      if (wanted !== destination) continue
      const headers = {
        destination,
        subscription,
        'message-id': String(++messageNumber),
        'content-type': contentType,
      }
      server.sendTo(connection, format('MESSAGE', headers, body))
    }
  }
}

function fail(ctx: WsContext, message: string): void {
  ctx.sendText(format('ERROR', { message }))
  ctx.close(1002, message)
}

function parse(text: string): Frame {
  const end = /\r?\n\r?\n/.exec(text)
  const head = text.slice(0, end?.index ?? text.length).replace(/^[\r\n]+/, '')
  const [command = '', ...lines] = head.split(/\r?\n/)
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    // Of a repeated header the first counts (STOMP 1.2, "Repeated Header Entries").
    headers[unescapeText(line.slice(0, colon))] ??= unescapeText(line.slice(colon + 1))
  }
  const body = end ? text.slice(end.index + end[0].length).replace(/\0[\r\n]*$/, '') : ''
  return { command, headers, body }
}

function format(command: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const length = { 'content-length': String(new TextEncoder().encode(body).length) }
  const all = Object.entries(body === '' ? headers : { ...headers, ...length })
  // CONNECTED is not escaped, for clients of STOMP 1.0; it has nothing to escape.
  return [
    command,
    ...all.map(([name, value]) => `${escapeText(name)}:${escapeText(value)}`),
    '',
    `${body}\0`,
  ].join('\n')
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', ':': '\\c' }

function escapeText(text: string): string {
  return text.replace(/[\\\n\r:]/g, (character) => escapes[character] ?? character)
}

function unescapeText(text: string): string {
  const plain = Object.entries(escapes)
  return text.replace(/\\./g, (escaped) => plain.find(([, written]) => written === escaped)?.[0] ?? escaped)
}
