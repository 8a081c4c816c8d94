import { isIP } from 'node:net'
import { isLoopbackHost } from './loopback'

/**
 * Whether a handshake that says `Host: header` means this server. A web page can have its own name resolve to
 * a loopback address (DNS rebinding); the browser then still says that name. An IP address can't be rebound,
 * and emulators and port forwards reach a loopback server by one (`10.0.2.2`), so each may.
 *
 * @param boundHost what the server listens on: names are checked on a loopback address, and where `allowed`
 * has some.
 * @param allowed further names, or `*` for all.
 */
export function isHostAllowed(
  header: string | undefined,
  boundHost: string,
  allowed: readonly string[],
): boolean {
  // Only HTTP/1.0 lets a client say nothing, and no browser speaks that.
  if (header === undefined || allowed.includes('*')) return true
  if (!isLoopbackHost(boundHost) && allowed.length === 0) return true
  const name = hostName(header)
  if (name === null) return false
  if (isIP(name) !== 0 || isLoopbackHost(name) || name === boundHost.toLowerCase()) return true
  return allowed.some((entry) => hostName(entry) === name)
}

/** The name in `name:port` as browsers compare it, IPv6 without brackets; null where it is none. */
function hostName(host: string): string | null {
  if (!URL.canParse(`http://${host}`)) return null
  const { hostname, username, pathname } = new URL(`http://${host}`)
  if (username !== '' || pathname !== '/') return null
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}
