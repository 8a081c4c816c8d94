import { defineHandler, MessagePattern, MessageRouter } from 'understudy'
import { isSymbol, priceMessage, roomOf, symbols } from './_prices'

// Who gets which prices: each symbol has a room, and whoever subscribes joins it. Rooms survive a reload,
// so the markets can be swapped under an open connection.

const router = new MessageRouter()
  .on(MessagePattern.jsonpath('$.subscribe'), (ctx, _msg, match) => {
    const [symbol] = match.values
    if (!isSymbol(symbol)) return { error: `No such symbol: choose one of ${symbols.join(', ')}` }
    ctx.joinRoom(roomOf(symbol))
    ctx.sendJson({ subscribed: symbol })
    return priceMessage(symbol)
  })
  .on(MessagePattern.jsonpath('$.unsubscribe'), (ctx, _msg, match) => {
    const [symbol] = match.values
    ctx.leaveRoom(roomOf(String(symbol)))
    return { unsubscribed: symbol }
  })
  .on(MessagePattern.any(), () => ({ error: 'Send { "subscribe": "ACME" } or { "unsubscribe": "ACME" }' }))

export default defineHandler({
  handlesPath: '/ws/prices',

  onConnect(ctx) {
    // Says what can be sent, for whoever is new here.
    ctx.sendJson({ symbols, send: { subscribe: symbols[0] } })
  },

  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
  },
})
