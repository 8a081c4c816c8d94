import type { EditedMessage } from '../../shared/model/message'
import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type BreakpointRequests = Pick<
  RequestHandlers,
  | 'breakpoints.setEnabled'
  | 'breakpoints.save'
  | 'breakpoints.remove'
  | 'held.setPolicy'
  | 'held.body'
  | 'held.release'
  | 'held.drop'
  | 'held.releaseAll'
>

export function breakpointRequests({ engine, session }: Services<'engine' | 'session'>): BreakpointRequests {
  return {
    'breakpoints.setEnabled': ({ name, enabled }) => session.setBreakpointEnabled(name, enabled),
    'breakpoints.save': ({ breakpoint, replaces }) => session.saveBreakpoint(breakpoint, replaces),
    'breakpoints.remove': (name) => session.removeBreakpoint(name),
    'held.setPolicy': (holding) => session.setHolding(holding),
    'held.body': (id) => engine.heldBody(id),
    'held.release': ({ id, message }) => engine.releaseHeld(id, message ? editedOf(message) : null),
    'held.drop': (id) => engine.dropHeld(id),
    'held.releaseAll': () => engine.releaseAllHeld(),
  }
}

function editedOf(message: EditedMessage) {
  return { type: message.type, payload: message.type === 'text' ? message.text : message.data }
}
