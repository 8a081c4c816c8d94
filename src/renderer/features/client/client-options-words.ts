import type { ClientAuth, ClientOptions } from '../../../shared/model/client'
import { formatCounted } from '../../ui/amounts'

const authWords: Readonly<Record<ClientAuth['type'], string | null>> = {
  none: null,
  basic: 'user and password',
  bearer: 'bearer token',
  query: 'token in the address',
}

/** What is set, in words: `2 headers, bearer token, reconnects`; '' for nothing. */
export function clientOptionsWords(options: ClientOptions): string {
  const { headers, protocols, auth, reconnect, acceptAnyCertificate } = options
  return [
    headers.length > 0 ? formatCounted(headers.length, 'header') : null,
    protocols.length > 0 ? formatCounted(protocols.length, 'subprotocol') : null,
    authWords[auth.type],
    reconnect ? 'reconnects' : null,
    acceptAnyCertificate ? 'any certificate' : null,
  ]
    .filter((words) => words !== null)
    .join(', ')
}
