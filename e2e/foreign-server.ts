import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** Somebody else's server: it echoes, speaks `chat.v2`, and lets only those in who bring the token. */
export class ForeignServer {
  /** The handshakes of the clients that were let in. */
  readonly handshakes: IncomingMessage[] = []

  private constructor(
    private readonly server: WebSocketServer,
    private readonly state: { isOpen: boolean },
    readonly address: string,
  ) {
    server.on('connection', (socket, request) => {
      this.handshakes.push(request)
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
    })
  }

  static async start(token: string): Promise<ForeignServer> {
    const state = { isOpen: true }
    const server = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      handleProtocols: (offered) => (offered.has('chat.v2') ? 'chat.v2' : false),
      verifyClient: ({ req }, done) => {
        done(state.isOpen && req.headers.authorization === `Bearer ${token}`, 401)
      },
    })
    await once(server, 'listening')
    // The address of a TCP server is never a string.
    const { port } = server.address() as AddressInfo
    return new ForeignServer(server, state, `ws://127.0.0.1:${port}`)
  }

  get sockets(): ReadonlySet<WebSocket> {
    return this.server.clients
  }

  /** Cuts everybody off without a close frame. */
  cut(): void {
    for (const socket of this.sockets) socket.terminate()
  }

  /** Whether anybody is let in from now on. */
  set isOpen(isOpen: boolean) {
    this.state.isOpen = isOpen
  }

  async stop(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
