import type { ClientAuth, ClientOptions } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { formatCounted } from '../../ui/amounts'

const authWords: Readonly<Record<ClientAuth['type'], string | null>> = {
  none: null,
  basic: t`user and password`,
  bearer: t`bearer token`,
  query: t`token in the address`,
}

/** What is set, in words: `2 headers, bearer token, reconnects`; '' for nothing. */
export function clientOptionsWords(options: ClientOptions): string {
  const { headers, protocols, auth, reconnect, acceptAnyCertificate } = options
  return [
    headers.length > 0 ? formatCounted(headers.length, t`# header|# headers`) : null,
    protocols.length > 0 ? formatCounted(protocols.length, t`# subprotocol|# subprotocols`) : null,
    authWords[auth.type],
    reconnect ? t`reconnects` : null,
    acceptAnyCertificate ? t`any certificate` : null,
  ]
    .filter((words) => words !== null)
    .join(', ')
}
