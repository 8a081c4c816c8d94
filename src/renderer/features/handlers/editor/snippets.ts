/** A piece of code that completion offers; `${1:name}` are places to fill in, `$0` is where the cursor ends. */
export interface Snippet {
  /** What is typed to find it. */
  readonly label: string
  readonly detail: string
  readonly code: string
}

/** One for each part of the handler API. */
export const snippets: readonly Snippet[] = [
  {
    label: 'handler',
    detail: 'A handler for a path',
    code: `import { defineHandler } from 'understudy'

export default defineHandler({
  handlesPath: '/ws/\${1:path}',

  onConnect(ctx) {
    ctx.sendText('\${2:Welcome}')
  },

  onMessage(ctx, msg) {
    if (msg.type !== 'text') return
    $0
  },
})
`,
  },
  {
    label: 'router',
    detail: 'Answers by pattern',
    code: `const router = new MessageRouter()
  .on(MessagePattern.exact('\${1:ping}'), () => '\${2:pong}')
  .on(MessagePattern.jsonpath('\\$.type', '\${3:subscribe}'), (ctx, msg) => {
    const { \${4:id} } = msg.json()
    return { \${4:id} }
  })$0`,
  },
  {
    label: 'route-regex',
    detail: 'A route with named groups',
    code: `.on(MessagePattern.regex('^/\${1:join} (?<\${2:room}>.+)\\$'), (ctx, _msg, match) => {
  return \`\${3:Joined} \\\${match.groups.\${2:room}}\`
})$0`,
  },
  {
    label: 'passthrough',
    detail: 'Some messages go to the real server',
    code: `import { MessagePattern, PassthroughConfig, PassthroughHandler } from 'understudy'

export default new PassthroughHandler(
  new PassthroughConfig(MessagePattern.jsonpath('\${1:\\$.subscribe}'), '\${2:wss://api.example.com/ws}', {
    path: '\${3:/ws/*}',
  }),
)$0
`,
  },
  {
    label: 'actions',
    detail: 'Buttons in the window',
    code: `actions: {
  '\${1:Ring the bell}': (server) => {
    server.broadcastToRoom('\${2:general}', '\${3:ding}')$0
  },
},`,
  },
  {
    label: 'rooms',
    detail: 'Join a room and tell its members',
    code: `ctx.joinRoom('\${1:general}')
ctx.broadcastToRoom('\${1:general}', \`\\\${ctx.connectionId} \${2:came in}\`, { except: ctx.connectionId })$0`,
  },
  {
    label: 'timer',
    detail: 'Sends every second; ends with a reload',
    code: `setInterval(() => {
  server.broadcastToRoom('\${1:prices}', JSON.stringify({ \${2:at}: \${3:Date.now()} }))
}, \${4:1000})$0`,
  },
  {
    label: 'upgrade',
    detail: 'Refuses a handshake, or chooses a subprotocol',
    code: `onUpgrade({ headers, protocols }) {
  if (headers.authorization !== 'Bearer \${1:token}') return { status: 401 }
  if (protocols.includes('\${2:chat.v1}')) return { protocol: '\${2:chat.v1}' }$0
},`,
  },
  {
    label: 'upstream',
    detail: 'Changes what the real server sends',
    code: `onUpstreamMessage(_ctx, msg) {
  if (msg.type !== 'text') return
  return { type: 'text', text: msg.text.replace('\${1:old}', '\${2:new}') }$0
},`,
  },
  {
    label: 'reload',
    detail: 'What open connections get from new code',
    code: `onReload(ctx) {
  ctx.sendJson({ type: '\${1:reloaded}' })$0
},`,
  },
  {
    label: 'state',
    detail: 'A value that survives reloads',
    code: `const \${1:count} = (server.state.get<number>('\${1:count}') ?? 0) + 1
server.state.set('\${1:count}', \${1:count})$0`,
  },
  {
    label: 'faker',
    detail: 'Invented names, addresses, prices',
    code: `import { faker } from '@faker-js/faker'

const \${1:person} = () => ({
  id: faker.string.uuid(),
  name: faker.person.fullName(),
  \${2:email}: faker.internet.\${2:email}(),
})$0
`,
  },
]
