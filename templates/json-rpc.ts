import { defineHandler, type WsContext } from 'understudy'

// JSON-RPC 2.0 (jsonrpc.org/specification): requests, notifications and batches. Add your methods here:

const methods: Record<string, (params: Params, ctx: WsContext) => unknown> = {
  add: ({ a, b }) => {
    if (typeof a !== 'number' || typeof b !== 'number') throw new RpcError(-32602, 'add needs a and b')
    return a + b
  },
  'server.time': () => new Date().toISOString(),
  // A notification from the server: a request without an id.
  'progress.start': (_params, ctx) => {
    for (const percent of [0, 50, 100]) {
      ctx.sendJson({ jsonrpc: '2.0', method: 'progress', params: { percent } })
    }
    return 'done'
  },
}

type Params = Record<string, unknown>

class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message)
  }
}

export default defineHandler({
  handlesPath: '/ws/json-rpc',

  async onMessage(ctx, msg) {
    if (msg.type !== 'text') return
    let body: unknown
    try {
      body = msg.json()
    } catch {
      ctx.sendJson(failure(null, -32700, 'Parse error'))
      return
    }
    if (!Array.isArray(body)) return sendAnswer(ctx, await answer(ctx, body))
    if (body.length === 0) return ctx.sendJson(failure(null, -32600, 'Invalid Request'))
    const answers = await Promise.all(body.map((request) => answer(ctx, request)))
    // Notifications have no answer, and a batch of nothing but notifications has none either.
    const given = answers.filter((one) => one !== undefined)
    if (given.length > 0) ctx.sendJson(given)
  },
})

function sendAnswer(ctx: WsContext, response: unknown): void {
  if (response !== undefined) ctx.sendJson(response)
}

async function answer(ctx: WsContext, request: unknown): Promise<unknown> {
  if (!isRequest(request)) return failure(null, -32600, 'Invalid Request')
  const { id, method, params } = request
  try {
    const call = Object.hasOwn(methods, method) ? methods[method] : undefined
    if (!call) throw new RpcError(-32601, 'Method not found')
    const result = (await call(params ?? {}, ctx)) ?? null
    return id === undefined ? undefined : { jsonrpc: '2.0', id, result }
  } catch (error) {
    if (id === undefined) return undefined
    if (error instanceof RpcError) return failure(id, error.code, error.message)
    ctx.log(error)
    return failure(id, -32603, 'Internal error')
  }
}

interface Request {
  readonly id?: string | number | null
  readonly method: string
  readonly params?: Params
}

function isRequest(value: unknown): value is Request {
  if (typeof value !== 'object' || value === null) return false
  return (
    'jsonrpc' in value && value.jsonrpc === '2.0' && 'method' in value && typeof value.method === 'string'
  )
}

function failure(id: string | number | null, code: number, message: string) {
  return { jsonrpc: '2.0', id, error: { code, message } }
}
