import { t } from '../../../../shared/text/t'
import type { Snippet } from './snippet'

/** Members of a handler, and routes of a router. */
export const handlerSnippets: readonly Snippet[] = [
  {
    label: t`connect`,
    detail: t`What the handshake said: parameters, query, headers`,
    place: 'handler',
    code: `handlesPath: '/ws/:\${1:channel}',

onConnect(ctx) {
  ctx.log(ctx.remoteAddress, ctx.path, ctx.params.\${1:channel}, ctx.query.\${2:token}, ctx.headers.\${3:cookie})
  ctx.sendJson({ you: ctx.connectionId, protocol: ctx.subprotocol })$0
},`,
  },
  {
    label: t`upgrade`,
    detail: t`Refuses a handshake, or chooses a subprotocol`,
    place: 'handler',
    code: `onUpgrade({ headers, protocols }) {
  if (headers.authorization !== 'Bearer \${1:token}') return { status: 401 }
  if (protocols.includes('\${2:chat.v1}')) return { protocol: '\${2:chat.v1}' }$0
},`,
  },
  {
    label: 'upgrade-words',
    detail: t`Refuses a handshake with headers and a body`,
    place: 'handler',
    code: `onUpgrade({ path, query, remoteAddress }) {
  if (query.\${1:token} !== undefined) return
  return {
    status: \${2:503},
    headers: { 'retry-after': '\${3:5}' },
    body: \`\\\${path} is not for \\\${remoteAddress}\`,
  }$0
},`,
  },
  {
    label: t`upstream`,
    detail: t`Changes what the real server sends`,
    place: 'handler',
    code: `onUpstreamMessage(_ctx, msg) {
  if (msg.type !== 'text') return
  return { type: 'text', text: msg.text.replace('\${1:old}', '\${2:new}') }$0
},`,
  },
  {
    label: t`disconnect`,
    detail: t`When a connection has ended, and how`,
    place: 'handler',
    code: `onDisconnect(ctx, { code, reason, wasClean }) {
  ctx.log(wasClean ? '\${1:left}' : '\${2:was lost}', code, reason)$0
},`,
  },
  {
    label: t`reload`,
    detail: t`What open connections get from new code`,
    place: 'handler',
    code: `onReload(ctx) {
  ctx.sendJson({ type: '\${1:reloaded}' })$0
},`,
  },
  {
    label: t`actions`,
    detail: t`Buttons in the window`,
    place: 'handler',
    code: `actions: {
  '\${1:Ring the bell}': (server) => {
    server.broadcastToRoom('\${2:general}', '\${3:ding}')$0
  },
},`,
  },
  {
    label: 'route-regex',
    detail: t`A route with named groups`,
    place: 'router',
    code: `.on(MessagePattern.regex('^/\${1:join} (?<\${2:room}>.+)\\$'), (ctx, _msg, match) => {
  return \`\${3:Joined} \\\${match.groups.\${2:room}}\`
})$0`,
  },
  {
    label: 'route-any',
    detail: t`A route for all that no other one answers`,
    place: 'router',
    code: `.on(MessagePattern.any(), (_ctx, msg) => (msg.type === 'binary' ? msg.data : '\${1:I did not get that}'))$0`,
  },
]
