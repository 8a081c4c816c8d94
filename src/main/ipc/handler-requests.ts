import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type HandlerRequests = Pick<
  RequestHandlers,
  | 'handlers.read'
  | 'handlers.save'
  | 'handlers.create'
  | 'handlers.rename'
  | 'handlers.remove'
  | 'handlers.setDisabled'
  | 'handlers.reload'
  | 'actions.run'
  | 'state.set'
>

export function handlerRequests({ session, engine }: Services<'session' | 'engine'>): HandlerRequests {
  return {
    'handlers.read': async (path) => ({ text: await session.readHandler(path) }),
    'handlers.save': ({ path, text }) => session.saveHandler(path, text),
    'handlers.create': async ({ path, text }) => {
      await session.createHandler(path, text)
      return { path }
    },
    'handlers.rename': ({ from, to }) => session.renameHandler(from, to),
    'handlers.remove': (path) => session.removeHandler(path),
    'handlers.setDisabled': ({ path, disabled }) => session.setHandlerDisabled(path, disabled),
    'handlers.reload': () => session.reload(),
    'actions.run': ({ handler, action, input }) => engine.runAction(handler, action, input),
    'state.set': ({ key, value }) => engine.setState(key, value),
  }
}
