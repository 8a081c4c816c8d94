import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type ClientRequests = Pick<RequestHandlers, 'client.connect' | 'client.disconnect' | 'client.send'>

export function clientRequests({ client }: Services<'client'>): ClientRequests {
  return {
    'client.connect': ({ address, protocols }) => client.connect(address, protocols),
    'client.disconnect': () => client.disconnect(),
    'client.send': (message) => client.send(message),
  }
}
