import { setTimeout as sleep } from 'node:timers/promises'
import { defineHandler, type WsContext } from 'understudy'

// GraphQL over WebSocket, the protocol graphql-transport-ws (the npm package graphql-ws, Apollo, urql, Relay).
// There is no schema here: the first field of the operation chooses what is answered.

const queries: Record<string, (variables: Variables) => unknown> = {
  hello: () => 'Hello from Understudy',
  user: ({ id }) => ({ id: id ?? '1', name: 'Ada Lovelace' }),
}

const subscriptions: Record<string, (variables: Variables) => AsyncGenerator<unknown>> = {
  async *countdown({ from }) {
    for (let left = Number(from ?? 3); left >= 0; left--) {
      yield left
      await sleep(200)
    }
  },
  async *time() {
    for (;;) {
      yield new Date().toISOString()
      await sleep(1000)
    }
  },
}

const protocol = 'graphql-transport-ws'
const initLimitMs = 3000

type Variables = Record<string, unknown>

interface Operation {
  readonly field: string
  readonly variables: Variables
}

export default defineHandler({
  handlesPath: '/graphql',

  onUpgrade({ protocols }) {
    return protocols.includes(protocol) ? { protocol } : { status: 400, body: `Subprotocol ${protocol} only` }
  },

  onConnect(ctx) {
    const timer = setTimeout(() => {
      if (!ctx.getMetadata('ready')) ctx.close(4408, 'Connection initialisation timeout')
    }, initLimitMs)
    ctx.signal.addEventListener('abort', () => clearTimeout(timer))
  },

  onMessage(ctx, msg) {
    if (msg.type !== 'text') return
    let message: { type?: string; id?: string; payload?: { query?: string; variables?: Variables } } | null
    try {
      message = msg.json()
    } catch {
      return end(ctx, 4400, 'Invalid message received')
    }
    const { type, id, payload } = message ?? {}
    if (type === 'connection_init') {
      if (ctx.getMetadata('ready')) return end(ctx, 4429, 'Too many initialisation requests')
      ctx.setMetadata('ready', true)
      return ctx.sendJson({ type: 'connection_ack' })
    }
    if (type === 'ping') return ctx.sendJson({ type: 'pong' })
    if (type === 'pong') return
    if (type === 'complete' && id) return setOperation(ctx, id, undefined)
    if (type !== 'subscribe' || !id || !payload?.query) return end(ctx, 4400, 'Invalid message received')
    if (!ctx.getMetadata('ready')) return end(ctx, 4401, 'Unauthorized')
    if (operationsOf(ctx)[id]) return end(ctx, 4409, `Subscriber for ${id} already exists`)
    start(ctx, id, payload.query, payload.variables ?? {})
  },

  // The loops of the old code have ended with it: begin them anew, the clients don't notice.
  onReload(ctx) {
    for (const [id, operation] of Object.entries(operationsOf(ctx))) void run(ctx, id, operation)
  },
})

function start(ctx: WsContext, id: string, query: string, variables: Variables): void {
  const field = /\{\s*(\w+)/.exec(query)?.[1] ?? ''
  if (/^\s*subscription\b/.test(query) && Object.hasOwn(subscriptions, field)) {
    setOperation(ctx, id, { field, variables })
    // Not awaited: the connection's next message is not to wait for the end of it.
    void run(ctx, id, { field, variables })
  } else if (Object.hasOwn(queries, field)) {
    ctx.sendJson({ id, type: 'next', payload: { data: { [field]: queries[field]?.(variables) } } })
    ctx.sendJson({ id, type: 'complete' })
  } else {
    ctx.sendJson({ id, type: 'error', payload: [{ message: `Cannot query field "${field}"` }] })
  }
}

async function run(ctx: WsContext, id: string, { field, variables }: Operation): Promise<void> {
  const values = subscriptions[field]?.(variables) ?? []
  for await (const value of values) {
    if (!isWanted(ctx, id)) return
    ctx.sendJson({ id, type: 'next', payload: { data: { [field]: value } } })
  }
  if (!isWanted(ctx, id)) return
  setOperation(ctx, id, undefined)
  ctx.sendJson({ id, type: 'complete' })
}

/** False once the client has gone, or has completed it. */
function isWanted(ctx: WsContext, id: string): boolean {
  return !ctx.signal.aborted && operationsOf(ctx)[id] !== undefined
}

/** Closes the connection; what runs on it has nobody to send to any more. */
function end(ctx: WsContext, code: number, reason: string): void {
  ctx.setMetadata('operations', {})
  ctx.close(code, reason)
}

/** What runs on this connection, by the client's id; metadata survives a reload and shows in the window. */
function operationsOf(ctx: WsContext): Record<string, Operation> {
  return ctx.getMetadata('operations') ?? {}
}

function setOperation(ctx: WsContext, id: string, operation: Operation | undefined): void {
  const { [id]: _former, ...others } = operationsOf(ctx)
  ctx.setMetadata('operations', operation ? { ...others, [id]: operation } : others)
}
