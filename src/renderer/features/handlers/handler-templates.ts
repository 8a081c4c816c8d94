import { t } from '../../../shared/text/t'

/** A handler file that a new one can begin with: `templates/ID.ts`. */
export interface HandlerTemplate {
  readonly id: string
  readonly title: string
  /** What it does, and for whom, in a line. */
  readonly summary: string
}

/** The choice of templates, in its order. */
export const handlerTemplates: readonly HandlerTemplate[] = [
  { id: 'echo', title: t`Echo`, summary: t`Every message comes back as it was` },
  { id: 'chat-rooms', title: t`Chat with rooms`, summary: t`Join, say, leave, and who is there, in JSON` },
  { id: 'ticking-feed', title: t`Ticking feed`, summary: t`Prices that move for those who subscribed` },
  { id: 'login', title: t`Login`, summary: t`Password or token before anything else` },
  { id: 'json-rpc', title: t`JSON-RPC 2.0`, summary: t`Requests, notifications, batches, error codes` },
  { id: 'graphql-ws', title: t`GraphQL over WebSocket`, summary: t`graphql-transport-ws at /graphql` },
  { id: 'stomp', title: t`STOMP 1.2`, summary: t`Subscriptions, messages and receipts` },
  { id: 'socket-io', title: t`Socket.IO v4`, summary: t`Events and acknowledgements at /socket.io/` },
  { id: 'mqtt', title: t`MQTT 3.1.1`, summary: t`A broker with QoS 0 and 1 at /mqtt` },
]

// Loaded when one is chosen: together they would be a burden on the window's start.
const sources = import.meta.glob<string>('../../../../templates/*.ts', { query: '?raw', import: 'default' })

/** The text of a new file at `path` that begins with the template. Throws where there is no such template. */
export async function textFromTemplate(id: string, path: string): Promise<string> {
  const load = sources[`../../../../templates/${id}.ts`]
  if (!load) throw new Error(`There is no template ${id}.`)
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')
  // A path that no protocol prescribes is the new file's own, so that two files of a template don't collide.
  return (await load()).replaceAll(`/ws/${id}`, `/ws/${name.replace(/[^\w.-]+/g, '-')}`)
}
