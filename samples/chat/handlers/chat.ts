import { defineHandler, MessagePattern, MessageRouter, type WsContext } from 'understudy'

// Change an answer, press Ctrl/Cmd+S, and send again on the connection that you have: it stays open.

const router = new MessageRouter()
  .on(MessagePattern.regex('^/join (?<room>\\S+)$'), (ctx, _msg, match) => {
    const { room } = match.groups
    ctx.joinRoom(room)
    ctx.broadcastToRoom(room, `${nick(ctx)} came in`, { except: ctx.connectionId })
    return `Joined room: ${room}`
  })
  .on(MessagePattern.regex('^/leave (?<room>\\S+)$'), (ctx, _msg, match) => {
    const { room } = match.groups
    ctx.leaveRoom(room)
    ctx.broadcastToRoom(room, `${nick(ctx)} left`)
    return `Left room: ${room}`
  })
  .on(MessagePattern.exact('/rooms'), (ctx) => {
    const rooms = ctx.getRooms().map((room) => `${room} (${ctx.getRoomMembers(room).length})`)
    return rooms.length > 0 ? `You are in: ${rooms.join(', ')}` : 'You are in no room: /join one'
  })
  .on(MessagePattern.regex('^/nick (?<name>\\S+)$'), (ctx, _msg, match) => {
    ctx.setMetadata('nick', match.groups.name)
    return `You are ${match.groups.name} now`
  })
  .on(MessagePattern.regex('^/'), () => 'Commands: /join ROOM, /leave ROOM, /rooms, /nick NAME')
  .on(MessagePattern.any(), (ctx, msg) => {
    const said = msg.type === 'text' ? msg.text : `${msg.data.length} bytes`
    const rooms = ctx.getRooms()
    for (const room of rooms) ctx.broadcastToRoom(room, `[${room}] ${nick(ctx)}: ${said}`)
    return rooms.length === 0 ? `You said "${said}". Say /join lobby to talk to others.` : undefined
  })

export default defineHandler({
  onConnect(ctx) {
    ctx.sendText(`Welcome, ${nick(ctx)}! Say /join lobby to come in, /help for more.`)
  },

  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
  },

  onDisconnect(ctx, close) {
    ctx.log(nick(ctx), 'is gone with code', close.code)
  },

  // Each of these is a button in the window.
  actions: {
    'Ring the bell': (server) => {
      for (const { id } of server.connections()) server.sendTo(id, 'Ding dong!')
    },
  },
})

function nick(ctx: WsContext): string {
  return ctx.getMetadata<string>('nick') ?? ctx.connectionId
}
