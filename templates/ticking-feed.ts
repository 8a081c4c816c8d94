import { defineHandler, MessagePattern, MessageRouter, server } from 'understudy'

// A price per symbol that moves every second. Subscribe with { "subscribe": "ACME" }.

const symbols = ['ACME', 'GLOBEX', 'INITECH']
const tickMs = 1000

// The timer belongs to this code: it ends when the file is reloaded, and the new code starts its own.
setInterval(() => {
  for (const symbol of symbols) {
    // In server.state a value survives reloads and can be edited in the window.
    const price = server.state.get<number>(symbol) ?? 100
    const next = Math.round(price * (0.99 + Math.random() * 0.02) * 100) / 100
    server.state.set(symbol, next)
    server.broadcastToRoom(roomOf(symbol), JSON.stringify({ symbol, price: next, at: Date.now() }))
  }
}, tickMs)

const router = new MessageRouter()
  .on(MessagePattern.jsonpath('$.subscribe'), (ctx, _msg, match) => {
    const symbol = String(match.values[0])
    if (!symbols.includes(symbol)) return { error: `Choose one of ${symbols.join(', ')}` }
    ctx.joinRoom(roomOf(symbol))
    return { subscribed: symbol }
  })
  .on(MessagePattern.jsonpath('$.unsubscribe'), (ctx, _msg, match) => {
    const symbol = String(match.values[0])
    ctx.leaveRoom(roomOf(symbol))
    return { unsubscribed: symbol }
  })
  .on(MessagePattern.any(), () => ({ error: 'Send { "subscribe": "ACME" }' }))

export default defineHandler({
  handlesPath: '/ws/ticking-feed',

  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
  },

  actions: {
    'Double all prices': ({ state }) => {
      for (const symbol of symbols) state.set(symbol, (state.get<number>(symbol) ?? 100) * 2)
    },
  },
})

function roomOf(symbol: string): string {
  return `feed ${symbol}`
}
