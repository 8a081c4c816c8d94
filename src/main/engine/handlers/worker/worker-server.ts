import type * as api from '../../../../shared/handler-api/understudy'
import { type ConnectionReplica, connectionId } from './connection-replica'
import type { ContextHost } from './context-host'
import { HandlerError } from './handler-error'
import { toJson } from './json-value'
import { assertRoomName, sendBinary, sendMessage, sendText } from './sending'
import { copyPayload } from './ws-message'

/** The `server` of the `understudy` module; what it does is shown as the effect of the entry `cause`. */
export class WorkerServer implements api.WsServer {
  readonly state: api.WsState

  constructor(
    private readonly host: ContextHost,
    private readonly cause: number,
  ) {
    this.state = new WorkerState(host)
  }

  broadcastToRoom(room: string, message: string | api.Bytes, options?: api.BroadcastOptions): void {
    assertRoomName(room)
    const except = options?.except === undefined ? 0 : connectionNumber(options.except)
    const payload = copyPayload(message)
    this.host.notePlace()
    this.host.commands.broadcast(this.cause, room, payload, except)
  }

  getRoomMembers(room: string): api.ConnectionId[] {
    return Array.from(this.host.replicas.members(room), connectionId)
  }

  connections(): api.ConnectionInfo[] {
    return [...this.host.replicas.connections.values()]
      .filter((one) => one.state === 'open')
      .map(connectionInfo)
  }

  sendTo(id: api.ConnectionId, message: string | api.Bytes | api.OutgoingMessage): void {
    const connection = this.host.replicas.connections.get(connectionNumber(id))
    if (!connection || connection.hasEnded) {
      throw new HandlerError('connection', `There is no connection ${id}; connections() lists the open ones`)
    }
    if (typeof message === 'string') sendText(this.host, connection, this.cause, message)
    else if (isBytes(message)) sendBinary(this.host, connection, this.cause, message)
    else sendMessage(this.host, connection, this.cause, message)
  }
}

/** The workspace's state, as handlers use it. */
class WorkerState implements api.WsState {
  constructor(private readonly host: ContextHost) {}

  get<Value = api.JsonData>(key: string): Value | undefined {
    // What the state holds is the caller's claim, as with `JSON.parse`.
    return this.host.replicas.state.get(key) as Value | undefined
  }

  set(key: string, value: unknown): void {
    const json = value === undefined ? undefined : toJson(value, `The value of state ${key}`)
    this.host.replicas.setState(key, json)
    this.host.commands.setState(key, json)
  }

  has(key: string): boolean {
    return this.host.replicas.state.has(key)
  }

  delete(key: string): void {
    this.set(key, undefined)
  }

  keys(): string[] {
    return [...this.host.replicas.state.keys()]
  }
}

function connectionNumber(id: api.ConnectionId): number {
  return /^c\d+$/.test(id) ? Number(id.slice(1)) : Number.NaN
}

function isBytes(message: api.Bytes | api.OutgoingMessage): message is api.Bytes {
  return message instanceof ArrayBuffer || ArrayBuffer.isView(message)
}

function connectionInfo(connection: ConnectionReplica): api.ConnectionInfo {
  return {
    id: connection.id,
    path: connection.request.path,
    subprotocol: connection.subprotocol,
    remoteAddress: connection.request.remoteAddress,
    rooms: [...connection.rooms],
    metadata: Object.fromEntries(connection.metadata),
  }
}
