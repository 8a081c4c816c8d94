import { defineHandler } from 'understudy'

// Sends every message back as it came: text as text, bytes as bytes.

export default defineHandler({
  handlesPath: '/ws/echo',

  onMessage(ctx, msg) {
    // Pings come here, too, but the server has answered them already.
    if (msg.type === 'text' || msg.type === 'binary') ctx.send(msg)
  },
})
