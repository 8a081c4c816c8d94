import { defineHandler, MessagePattern, MessageRouter } from 'understudy'

const json = new MessageRouter().on(MessagePattern.jsonpath('$.type'), (_ctx, msg) => msg.text)

export default [
  defineHandler({
    handlesPath: '/echo',
    onMessage(ctx, msg) {
      if (msg.type === 'text') ctx.sendText(msg.text)
      else if (msg.type === 'binary') ctx.sendBinary(msg.data)
    },
  }),
  defineHandler({ handlesPath: '/json', onMessage: (ctx, msg) => void json.route(ctx, msg) }),
  defineHandler({
    handlesPath: '/room',
    onConnect: (ctx) => ctx.joinRoom('all'),
    onMessage(ctx, msg) {
      if (msg.type === 'text') ctx.broadcastToRoom('all', msg.text)
    },
  }),
]
