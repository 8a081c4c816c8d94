import { defineHandler, server, type WsContext } from 'understudy'

// Socket.IO v4 on Engine.IO v4. Clients have to skip HTTP polling:
//   io('http://127.0.0.1:4400', { transports: ['websocket'] })

type Callback = (ctx: WsContext, namespace: string, ...values: Values) => unknown
// biome-ignore lint/suspicious/noExplicitAny: the values of an event are whatever the client sent
type Values = any[]

/** What is returned goes to the client's acknowledgement callback, where it gave one. */
const events: Record<string, Callback> = {
  'chat message': (_ctx, namespace, text) => {
    emitToAll(namespace, 'chat message', text)
    return { delivered: true }
  },
  echo: (_ctx, _namespace, ...values) => values,
}

const pingInterval = 25_000

// The first digit is Engine.IO's: 0 open, 1 close, 2 ping, 3 pong, 4 message. In Engine.IO v4 the server pings.
setInterval(() => {
  for (const { id, metadata } of server.connections()) if (metadata.engine === 'io') server.sendTo(id, '2')
}, pingInterval)

export default defineHandler({
  handlesPath: '/socket.io/',

  onUpgrade({ query }) {
    if (query.EIO !== '4') return { status: 400, body: '{"code":5,"message":"Unsupported protocol version"}' }
    if (query.transport !== 'websocket')
      return { status: 400, body: '{"code":0,"message":"Transport unknown"}' }
  },

  onConnect(ctx) {
    ctx.setMetadata('engine', 'io')
    const limits = { pingInterval, pingTimeout: 20_000, maxPayload: 1_000_000 }
    ctx.sendText(`0${JSON.stringify({ sid: ctx.connectionId, upgrades: [], ...limits })}`)
  },

  onMessage(ctx, msg) {
    if (msg.type !== 'text') return
    switch (msg.text[0]) {
      case '1':
        return ctx.close()
      case '2':
        return ctx.sendText(`3${msg.text.slice(1)}`)
      case '4':
        return receive(ctx, msg.text.slice(1))
    }
  },
})

/** A Socket.IO packet: type, namespace unless it is `/`, acknowledgement id if any, JSON. */
function receive(ctx: WsContext, packet: string) {
  const parts = /^(?<type>\d)(?:(?<namespace>\/[^,]*),?)?(?<ack>\d*)(?<json>.*)$/s.exec(packet)?.groups
  if (!parts) return ctx.log('not a Socket.IO packet:', packet)
  const { type, namespace = '/', ack = '', json = '' } = parts
  switch (type) {
    case '0':
      ctx.joinRoom(roomOf(namespace))
      return ctx.sendText(`40${prefix(namespace)}${JSON.stringify({ sid: `${ctx.connectionId}-io` })}`)
    case '1':
      return ctx.leaveRoom(roomOf(namespace))
    case '2':
      return call(ctx, namespace, ack, JSON.parse(json))
    case '3':
      return ctx.log('acknowledged', ack, json)
    default:
      // 5 and 6 announce binary attachments, which come as binary messages.
      return ctx.log('no answer to a packet of type', type)
  }
}

function call(ctx: WsContext, namespace: string, ack: string, [name, ...values]: Values) {
  if (!ctx.getRooms().includes(roomOf(namespace))) return ctx.log('not connected to', namespace)
  const callback = Object.hasOwn(events, name) ? events[name] : undefined
  if (!callback) ctx.log('no event', name)
  const result = callback?.(ctx, namespace, ...values)
  if (ack !== '') ctx.sendText(`43${prefix(namespace)}${ack}${JSON.stringify([result ?? null])}`)
}

function emitToAll(namespace: string, name: string, ...values: Values): void {
  server.broadcastToRoom(roomOf(namespace), `42${prefix(namespace)}${JSON.stringify([name, ...values])}`)
}

function roomOf(namespace: string): string {
  return `namespace ${namespace}`
}

function prefix(namespace: string): string {
  return namespace === '/' ? '' : `${namespace},`
}
