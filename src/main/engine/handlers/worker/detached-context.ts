import { CommandWriter } from '../command-batch'
import { PassthroughRules } from './passthrough-rules'
import { Replicas } from './replicas'
import { ConnectionContext } from './ws-context'

/** A context of no connection: rooms and metadata work, what it sends goes nowhere. For unit tests of routes. */
export function detachedContext(): ConnectionContext {
  const replicas = new Replicas()
  const connection = replicas.adopt({
    connection: 1,
    path: '/',
    query: '',
    headers: {},
    remoteAddress: '127.0.0.1',
    protocols: [],
    subprotocol: '',
    openedAt: 0,
    rooms: [],
    metadata: {},
    passthrough: {},
    pathId: 0,
  })
  let requests = 0
  const host = {
    commands: new CommandWriter(),
    replicas,
    rules: new PassthroughRules(),
    notePlace: () => undefined,
    callsFrom: () => undefined,
    nextRequest: () => ++requests,
  }
  return new ConnectionContext(host, connection, {}, 0, null)
}
