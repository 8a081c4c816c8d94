import { defineHandler, MessagePattern, MessageRouter } from 'understudy'

// The mock. While the switch "orders" is on, orders go to the upstream and never come here.

const router = new MessageRouter()
  .on(MessagePattern.jsonpath('$.type', 'catalogue'), () => ({
    type: 'catalogue',
    from: 'mock',
    items: [
      { item: 'kettle', price: 29 },
      { item: 'teapot', price: 19 },
    ],
  }))
  .on(MessagePattern.jsonpath('$.type', 'order'), (_ctx, msg) => ({
    type: 'order',
    from: 'mock',
    item: msg.json().item,
    status: 'accepted',
  }))
  .on(MessagePattern.any(), () => ({ error: 'Send a "type" of "catalogue" or "order"' }))

export default defineHandler({
  handlesPath: '/ws/shop',

  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
  },
})
