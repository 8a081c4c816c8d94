import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type ConnectionRequests = Pick<
  RequestHandlers,
  | 'connections.send'
  | 'connections.inject'
  | 'connections.close'
  | 'connections.drop'
  | 'connections.setPaused'
  | 'connections.join'
  | 'connections.setMetadata'
  | 'connections.setPassthrough'
  | 'connections.setFault'
  | 'rooms.broadcast'
  | 'rooms.closeAll'
  | 'rooms.move'
>

export function connectionRequests({ engine }: Services<'engine'>): ConnectionRequests {
  return {
    'connections.send': ({ connection, message }) => engine.send(connection, message),
    'connections.inject': ({ connection, message }) => {
      engine.sendTo({ to: 'connection', connection }, 'from-client', () => message)
    },
    'connections.close': ({ connection, code, reason }) => engine.close(connection, code, reason),
    'connections.drop': (connection) => engine.drop(connection),
    'connections.setPaused': ({ connection, paused }) => engine.setPaused(connection, paused),
    'connections.join': ({ connection, room }) => engine.join(connection, room),
    'connections.setMetadata': ({ connection, key, value }) => engine.setMetadata(connection, key, value),
    'connections.setPassthrough': ({ connection, rule, enabled }) =>
      engine.setPassthrough(connection, rule, enabled),
    'connections.setFault': ({ connection, fault, enabled }) => engine.setFault(connection, fault, enabled),
    'rooms.broadcast': ({ room, message }) => engine.broadcast(room, message),
    'rooms.closeAll': (room) => engine.closeRoom(room),
    'rooms.move': ({ connections, from, to }) => engine.move(connections, from, to),
  }
}
