import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type ServerRequests = Pick<
  RequestHandlers,
  'server.start' | 'server.stop' | 'server.setPort' | 'server.configure' | 'server.allowOrigin'
>

export function serverRequests({ session }: Services<'session'>): ServerRequests {
  return {
    'server.start': () => session.startServer(),
    'server.stop': () => session.stopServer(),
    'server.setPort': (port) => session.setPort(port),
    'server.configure': (changes) => session.configureServer(changes),
    'server.allowOrigin': (origin) => session.allowOrigin(origin),
  }
}
