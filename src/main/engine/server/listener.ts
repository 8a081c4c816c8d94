import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createSecureServer, Server as SecureServer } from 'node:https'
import { type AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { codeOf } from '../../../shared/errors'
import type { LimitName } from '../../../shared/model/server'
import type { ServerSettings } from '../../../shared/model/workspace'
import type { UpgradeInfo } from '../handlers/protocol'
import { loadCertificate } from './certificate'
import { plainAddress } from './handshake'
import { answerHttp, type HttpAnswer } from './http-answer'
import { describeListenError } from './listen-error'
import { hostInUrl, isLoopbackHost } from './loopback'
import { parseRequestTarget } from './request-target'

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
function httpLimits(headersTimeoutMs: number) {
  return {
    maxHeaderSize: 16_384,
    headersTimeout: headersTimeoutMs,
    requestTimeout: headersTimeoutMs,
    connectionsCheckingInterval: headersTimeoutMs / 5,
    keepAliveTimeout: 5_000,
  }
}

export interface ListenerOptions {
  /** Where the certificate for `tls` is kept; null makes a new one. */
  readonly certificateFolder: string | null
  /** How long a client may take over the headers of a request. */
  readonly headersTimeoutMs: number
}

export interface ListenerEvents {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void
  /** A request that asks for no upgrade; returns the one line to answer with. */
  plainRequest(request: IncomingMessage): string
  /** What came was answered with an error before there was a request. */
  unreadable(info: UpgradeInfo, answer: HttpAnswer, limit: LimitName | null): void
}

/** The HTTP or HTTPS server below the WebSocket server. */
export class Listener {
  readonly #server: Server
  /** By where they come from: of a socket whose TLS handshake is not over the HTTPS server knows nothing. */
  readonly #shakingHands = new Map<string, Socket>()
  readonly address: ServerAddress

  private constructor(server: Server, address: ServerAddress) {
    this.#server = server
    this.address = address
    if (server instanceof SecureServer) this.#watchHandshakes(server)
  }

  /** Listens. Throws `AppError` 'port-taken' or 'address-unavailable'. */
  static async open(
    settings: ServerSettings,
    { certificateFolder, headersTimeoutMs }: ListenerOptions,
    events: ListenerEvents,
  ): Promise<Listener> {
    const limits = httpLimits(headersTimeoutMs)
    const server: Server = settings.tls
      ? createSecureServer({
          ...limits,
          handshakeTimeout: headersTimeoutMs,
          ...(await loadCertificate(certificateFolder, settings.host)),
        })
      : createServer(limits)
    server.on('upgrade', (request, stream, head) => events.upgrade(request, stream, head))
    server.on('clientError', (error, stream) => answerClientError(error, stream, events))
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
      for (const socket of this.#shakingHands.values()) socket.destroy()
    })
  }

  #watchHandshakes(server: SecureServer): void {
    server.on('connection', (socket: Socket) => {
      const peer = peerOf(socket)
      this.#shakingHands.set(peer, socket)
      socket.once('close', () => this.#shakingHands.delete(peer))
    })
    server.on('secureConnection', (socket: Socket) => this.#shakingHands.delete(peerOf(socket)))
  }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
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

function answerClientError(error: Error, stream: Duplex, events: ListenerEvents): void {
  // The rest of a request that was answered is still coming in.
  if (stream.writableEnded) return
  const code = codeOf(error)
  if (code === 'ECONNRESET') {
    stream.destroy()
    return
  }
  const { limit, ...answer } = unreadable(code)
  answerHttp(stream, answer)
  events.unreadable(infoOf(error, stream), answer, limit)
}

function unreadable(code: unknown): HttpAnswer & { readonly limit: LimitName | null } {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        headers: {},
        body: 'The headers are larger than 16 KiB.',
        limit: 'header-size',
      }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        headers: {},
        body: 'The request took too long: its headers did not come in time.',
        limit: 'header-time',
      }
    default:
      return { status: 400, headers: {}, body: 'This is no HTTP request.', limit: null }
  }
}

/** As much as is known of a request that could not be read: its path, if its first line came. */
function infoOf(error: Error, stream: Duplex): UpgradeInfo {
  const raw = 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : Buffer.alloc(0)
  const [, target = ''] = /^[A-Z]+ (\S+) HTTP\//.exec(raw.toString('latin1', 0, 2048)) ?? []
  const { path, query } = parseRequestTarget(target) ?? { path: '', query: '' }
  const remoteAddress = stream instanceof Socket ? plainAddress(stream.remoteAddress) : ''
  return { path, query, headers: {}, remoteAddress, protocols: [] }
}
