import { isLoopbackHost } from './loopback'

/**
 * Whether a page of `origin` may connect. Entries are origins (`https://app.example.com`), host names,
 * `localhost` for every loopback origin, or `*`. Clients that send no Origin are no web pages and may.
 */
export function isOriginAllowed(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined || allowed.includes('*')) return true
  const url = URL.canParse(origin) ? new URL(origin) : null
  return allowed.some((entry) => {
    const wanted = entry.toLowerCase().replace(/\/$/, '')
    if (wanted === origin.toLowerCase()) return true
    if (url === null) return false
    if (wanted === 'localhost') return isLoopbackHost(url.hostname)
    // `new URL` drops a default port: `https://a.example:443` is the same origin without it.
    if (wanted.includes('://')) return URL.canParse(wanted) && new URL(wanted).origin === url.origin
    return wanted === url.hostname || wanted === url.host
  })
}
