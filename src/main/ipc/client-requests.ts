import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type ClientRequests = Pick<RequestHandlers, Extract<keyof RequestHandlers, `client.${string}`>>

export function clientRequests({
  clients,
  clearClientLog,
}: Services<'clients' | 'clearClientLog'>): ClientRequests {
  return {
    'client.add': ({ from }) => ({ client: clients.add(from) }),
    'client.remove': (id) => clients.remove(id),
    'client.restore': (id) => clients.restore(id),
    'client.note': ({ client, draft }) => clients.note(client, draft),
    'client.configure': ({ client, options }) => clients.configure(client, options),
    'client.connect': ({ client, address }) => clients.connect(client, address),
    'client.disconnect': (id) => clients.disconnect(id),
    'client.send': ({ client, message, typed }) => clients.send(client, message, typed),
    'client.sent': (id) => clients.sent(id),
    'client.clearLog': (id) => clearClientLog(id),
    'client.forgetHistory': () => clients.forgetHistory(),
  }
}
