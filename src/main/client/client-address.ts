import { AppError } from '../../shared/errors'
import { t } from '../../shared/text/t'

/**
 * The URL that a typed address means; `127.0.0.1:4400/chat` is taken for `ws://127.0.0.1:4400/chat`.
 * @throws AppError 'bad-request' for anything that is not the address of a WebSocket server
 */
export function parseClientAddress(typed: string): URL {
  const text = typed.trim()
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `ws://${text}`
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || text === '' || (url.protocol !== 'ws:' && url.protocol !== 'wss:')) {
    throw new AppError(
      'bad-request',
      t`"${typed}" is not the address of a WebSocket server: give one like ws://127.0.0.1:4400/path.`,
    )
  }
  // The fragment means nothing to a server (RFC 6455 §3), and ws refuses it.
  url.hash = ''
  return url
}
