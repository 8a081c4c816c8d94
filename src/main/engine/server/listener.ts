import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { codeOf } from '../../../shared/errors'
import type { ServerSettings } from '../../../shared/model/workspace'
import { loadCertificate } from './certificate'
import { answerHttp } from './http-answer'
import { describeListenError } from './listen-error'
import { hostInUrl, isLoopbackHost } from './loopback'

/** Where the server can be reached. */
export interface ServerAddress {
  readonly host: string
  readonly port: number
  /** `ws://127.0.0.1:4400`, ready to be copied. */
  readonly url: string
  /** False when other machines can reach it. */
  readonly loopback: boolean
}

/** Limits of the HTTP part of a handshake; what is slower or larger gets 408 or 431. */
const httpLimits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 5_000,
} as const

export interface ListenerEvents {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void
  /** A request that asks for no upgrade; returns the one line to answer with. */
  plainRequest(request: IncomingMessage): string
}

/** The HTTP or HTTPS server below the WebSocket server. */
export class Listener {
  readonly #server: Server
  readonly address: ServerAddress

  private constructor(server: Server, address: ServerAddress) {
    this.#server = server
    this.address = address
  }

  /** Listens. Throws `AppError` 'port-taken' or 'address-unavailable'. */
  static async open(
    settings: ServerSettings,
    certificateFolder: string | null,
    events: ListenerEvents,
  ): Promise<Listener> {
    const server: Server = settings.tls
      ? createSecureServer({ ...httpLimits, ...(await loadCertificate(certificateFolder, settings.host)) })
      : createServer(httpLimits)
    server.on('upgrade', (request, stream, head) => events.upgrade(request, stream, head))
    server.on('clientError', answerClientError)
    server.on('request', (request, response) => {
      response.writeHead(426, { Upgrade: 'websocket', Connection: 'Upgrade', 'Content-Type': 'text/plain' })
      response.end(events.plainRequest(request))
    })
    await listen(server, settings)
    // A TCP server that listens has an AddressInfo; a path or null belong to pipes and closed servers.
    const { port } = server.address() as AddressInfo
    return new Listener(server, describeAddress(settings, port))
  }

  /** Stops listening; resolves once every plain HTTP connection is gone too. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }
}

function listen(server: Server, settings: ServerSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(describeListenError(error, settings.host, settings.port)))
    server.listen({ host: settings.host, port: settings.port, exclusive: true }, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function describeAddress(settings: ServerSettings, port: number): ServerAddress {
  // A wildcard address is for listening only: what can be copied has to be connectable.
  const reachable = settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host === '::' ? '::1' : settings.host
  const url = `${settings.tls ? 'wss' : 'ws'}://${hostInUrl(reachable)}:${port}`
  return { host: settings.host, port, url, loopback: isLoopbackHost(settings.host) }
}

function answerClientError(error: Error, stream: Duplex): void {
  // The rest of a request that was answered is still coming in.
  if (stream.writableEnded) return
  const code = codeOf(error)
  if (code === 'ECONNRESET') stream.destroy()
  else if (code === 'HPE_HEADER_OVERFLOW') {
    answerHttp(stream, { status: 431, headers: {}, body: 'The headers are larger than 16 KiB.' })
  } else if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    answerHttp(stream, { status: 408, headers: {}, body: 'The request took longer than 10 s.' })
  } else {
    answerHttp(stream, { status: 400, headers: {}, body: 'This is no HTTP request.' })
  }
}
