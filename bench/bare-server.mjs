import { WebSocketServer } from 'ws'

/** The yardstick: what a developer writes in ten lines with `ws`, without batching, capture or supervision. */
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
const room = new Set()

server.on('connection', (socket, request) => {
  if (request.url === '/room') {
    room.add(socket)
    socket.on('close', () => room.delete(socket))
  }
  socket.on('message', (data, isBinary) => {
    if (request.url === '/room') for (const member of room) member.send(data, { binary: isBinary })
    else if (request.url === '/json') {
      if (JSON.parse(data.toString()).type !== undefined) socket.send(data, { binary: isBinary })
    } else socket.send(data, { binary: isBinary })
  })
})
server.on('listening', () => console.log(`listening ws://127.0.0.1:${server.address().port}`))
