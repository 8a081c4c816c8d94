import { t } from '../../../../shared/text/t'
import type { Snippet } from './snippet'

/** Whole files, and what stands beside a handler in its file. */
export const moduleSnippets: readonly Snippet[] = [
  {
    label: t`handler`,
    detail: t`A handler for a path`,
    place: 'file',
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
    label: t`passthrough`,
    detail: t`Some messages go to the real server`,
    place: 'file',
    code: `import { MessagePattern, PassthroughConfig, PassthroughHandler } from 'understudy'

export default new PassthroughHandler(
  new PassthroughConfig(MessagePattern.jsonpath('\${1:\\$.subscribe}'), '\${2:wss://api.example.com/ws}', {
    path: '\${3:/ws/*}',
  }),
)$0
`,
  },
  {
    label: 'passthrough-options',
    detail: t`By regular expression, with all that can be chosen`,
    place: 'file',
    code: `import { MessagePattern, PassthroughConfig, PassthroughHandler } from 'understudy'

export default new PassthroughHandler(
  PassthroughConfig.regex('\${1:^/real }', '\${2:wss://api.example.com/ws/*}', {
    path: '\${3:/ws/*}',
    serverToClient: MessagePattern.any(),
    alsoHandle: false,
    onUpstreamClose: 'keep',
    forwardHeaders: ['authorization', 'cookie'],
    verifyTls: true,
  }),
)$0
`,
  },
  {
    label: t`faker`,
    detail: t`Invented names, addresses, prices`,
    place: 'file',
    code: `import { faker } from '@faker-js/faker'

export const \${1:person} = () => ({
  id: faker.string.uuid(),
  name: faker.person.fullName(),
  \${2:email}: faker.internet.\${2:email}(),
})$0
`,
  },
  {
    label: 'test-handlers',
    detail: t`A unit test: which handlers serve a path`,
    place: 'file',
    code: `import { defineHandler, HandlerRegistry } from 'understudy'

const registry = new HandlerRegistry()
registry.register(defineHandler({ name: 'chat', handlesPath: '/ws/\${1:chat}' }))
if (!registry.hasHandlerFor('/ws/\${1:chat}')) throw new Error(\`None of \\\${registry.length} serves it\`)
const names = registry.getHandlers('/ws/\${1:chat}').map(({ name }) => name)
registry.clear()
export const result = { names, isEmpty: registry.isEmpty, reloads: registry.isHotReloadEnabled }$0
`,
  },
  {
    label: 'test-passthrough',
    detail: t`A unit test: which messages a rule takes`,
    place: 'file',
    code: `import { PassthroughConfig, PassthroughHandler } from 'understudy'

const rule = new PassthroughHandler(PassthroughConfig.regex('\${1:^/real }', '\${2:wss://api.example.com/ws}'))
if (!rule.shouldPassthrough('\${3:/real news}')) {
  const { pattern, options } = rule.config
  throw new Error(\`\\\${pattern.kind} of \\\${rule.handlesPath} does not go to \\\${rule.upstreamUrl}: \\\${options}\`)
}$0
`,
  },
  {
    label: t`router`,
    detail: t`Answers by pattern`,
    place: 'module',
    code: `const router = new MessageRouter()
  .on(MessagePattern.exact('\${1:ping}'), () => '\${2:pong}')
  .on(MessagePattern.jsonpath('\\$.type', '\${3:subscribe}'), (ctx, msg) => {
    const { \${4:id} } = msg.json()
    return { \${4:id} }
  })$0`,
  },
  {
    label: t`timer`,
    detail: t`Sends every second; ends with a reload`,
    place: 'module',
    code: `setInterval(() => {
  server.broadcastToRoom('\${1:prices}', JSON.stringify({ \${2:at}: \${3:Date.now()} }))
}, \${4:1000})$0`,
  },
  {
    label: t`state`,
    detail: t`A value that survives reloads`,
    place: 'module',
    code: `const \${1:count} = (server.state.get<number>('\${1:count}') ?? 0) + 1
server.state.set('\${1:count}', \${1:count})$0`,
  },
  {
    label: 'state-clear',
    detail: t`Forgets values of the state`,
    place: 'module',
    code: `for (const key of server.state.keys()) {
  if (key.startsWith('\${1:draft:}') && server.state.has(key)) server.state.delete(key)
}$0`,
  },
  {
    label: t`connections`,
    detail: t`Sends to some of the open connections`,
    place: 'module',
    code: `for (const { id, path, subprotocol, remoteAddress, rooms, metadata } of server.connections()) {
  if (path !== '\${1:/ws/chat}' || rooms.includes('\${2:quiet}')) continue
  server.sendTo(id, JSON.stringify({ subprotocol, remoteAddress, metadata }))
}$0`,
  },
]
