import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type AppRequests = Pick<RequestHandlers, 'app.snapshot' | 'app.copyText' | 'console.clear'>

export function appRequests({
  desktop,
  pushes,
  state,
}: Services<'desktop' | 'pushes' | 'state'>): AppRequests {
  return {
    'app.snapshot': () => pushes.snapshot(),
    'app.copyText': (text) => desktop.copyText(text),
    'console.clear': () => {
      state.console.clear()
      pushes.markLines()
    },
  }
}
