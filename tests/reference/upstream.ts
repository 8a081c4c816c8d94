import type { AddressInfo } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

export interface Upstream {
  readonly url: string
  readonly port: number
  /** Every handshake that came, oldest first. */
  readonly handshakes: readonly IncomingMessage[]
  readonly sockets: ReadonlySet<WebSocket>
  /** Resolves with code and reason of the next link that closes. */
  nextClose(): Promise<{ readonly code: number; readonly reason: string }>
  stop(): Promise<void>
}

/** A real upstream on a free port. */
export async function startUpstream(
  onMessage: (socket: WebSocket, message: string, isBinary: boolean) => void,
  port = 0,
): Promise<Upstream> {
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const handshakes: IncomingMessage[] = []
  const waiting: ((close: { code: number; reason: string }) => void)[] = []
  server.on('connection', (socket, request) => {
    handshakes.push(request)
    socket.on('message', (data, isBinary) => onMessage(socket, data.toString(), isBinary))
    socket.on('close', (code, reason) => waiting.shift()?.({ code, reason: reason.toString() }))
  })
  // `address()` is an AddressInfo for a TCP server that listens.
  const address = server.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${address.port}`,
    port: address.port,
    handshakes,
    sockets: server.clients,
    nextClose: () => new Promise((resolve) => waiting.push(resolve)),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate()
        server.close(() => resolve())
      }),
  }
}
