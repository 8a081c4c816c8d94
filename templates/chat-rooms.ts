import { defineHandler, MessagePattern, MessageRouter, server, type WsContext } from 'understudy'

// A chat in JSON: connect to /ws/chat-rooms?name=ada and send
//   { "type": "join", "room": "lobby" }
//   { "type": "say", "room": "lobby", "text": "Hello" }
//   { "type": "leave", "room": "lobby" }

const router = new MessageRouter()
  .on(MessagePattern.jsonpath('$.type', 'join'), (ctx, msg) => {
    const { room } = msg.json<{ room: string }>()
    ctx.joinRoom(room)
    // Everybody in the room hears of it, the newcomer too.
    tellMembers(room)
    // Answered: the routes below are not asked.
    ctx.stop()
  })
  .on(MessagePattern.jsonpath('$.type', 'say'), (ctx, msg) => {
    const { room, text } = msg.json<{ room: string; text: string }>()
    if (!ctx.getRooms().includes(room)) return { type: 'error', message: `Join ${room} first` }
    ctx.broadcastToRoom(room, JSON.stringify({ type: 'said', room, from: nameOf(ctx), text }))
    ctx.stop()
  })
  .on(MessagePattern.jsonpath('$.type', 'leave'), (ctx, msg) => {
    const { room } = msg.json<{ room: string }>()
    ctx.leaveRoom(room)
    tellMembers(room)
    return { type: 'left', room }
  })
  .on(MessagePattern.any(), () => ({ type: 'error', message: 'Send join, say or leave' }))

export default defineHandler({
  handlesPath: '/ws/chat-rooms',

  onConnect(ctx) {
    ctx.setMetadata('name', ctx.query.name ?? ctx.connectionId)
    ctx.sendJson({ type: 'welcome', name: nameOf(ctx) })
  },

  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
  },

  onDisconnect(ctx) {
    for (const room of ctx.getRooms()) tellMembers(room)
  },
})

function nameOf(ctx: WsContext): string {
  return ctx.getMetadata<string>('name') ?? ctx.connectionId
}

function tellMembers(room: string): void {
  const ids = server.getRoomMembers(room)
  const names = server.connections().flatMap(({ id, metadata }) => (ids.includes(id) ? [metadata.name] : []))
  server.broadcastToRoom(room, JSON.stringify({ type: 'members', room, names }))
}
