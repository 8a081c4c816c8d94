import { defineHandler, MessagePattern, MessageRouter, server } from 'understudy'

// Plays the real back end, so that the sample needs no network: the rule "orders" leads here.

const router = new MessageRouter().on(MessagePattern.jsonpath('$.type', 'order'), (_ctx, msg) => {
  const number = (server.state.get<number>('orders') ?? 1000) + 1
  server.state.set('orders', number)
  return { type: 'order', from: 'upstream', item: msg.json().item, status: 'confirmed', number }
})

export default defineHandler({
  handlesPath: '/upstream/shop',

  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
  },
})
