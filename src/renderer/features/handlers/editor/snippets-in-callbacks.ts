import { t } from '../../../../shared/text/t'
import type { Snippet } from './snippet'

/** What callbacks do with a connection and with a message. */
export const callbackSnippets: readonly Snippet[] = [
  {
    label: t`route`,
    detail: t`Lets a router answer`,
    place: 'callback',
    code: `if (await router.route(ctx, msg)) return$0`,
  },
  {
    label: t`rooms`,
    detail: t`Join a room and tell its members`,
    place: 'callback',
    code: `ctx.joinRoom('\${1:general}')
ctx.broadcastToRoom('\${1:general}', \`\\\${ctx.connectionId} \${2:came in}\`, { except: ctx.connectionId })$0`,
  },
  {
    label: 'rooms-leave',
    detail: t`Leaves all rooms but those with few members`,
    place: 'callback',
    code: `for (const room of ctx.getRooms()) {
  if (ctx.getRoomMembers(room).length > \${1:2}) ctx.leaveRoom(room)
}$0`,
  },
  {
    label: 'room-members',
    detail: t`Counts who is in a room`,
    place: 'callback',
    code: `const \${1:members} = ctx.server.getRoomMembers('\${2:general}').length
ctx.sendJson({ \${1:members} })$0`,
  },
  {
    label: t`metadata`,
    detail: t`A value that stays with the connection`,
    place: 'callback',
    code: `const \${1:count} = (ctx.getMetadata<number>('\${1:count}') ?? 0) + 1
ctx.setMetadata('\${1:count}', \${1:count})$0`,
  },
  {
    label: t`binary`,
    detail: t`Reads and sends bytes`,
    place: 'callback',
    code: `if (msg.type === 'binary') {
  ctx.sendBinary(new Uint8Array([\${1:1}, ...msg.data]))$0
}`,
  },
  {
    label: t`json`,
    detail: t`Reads and sends JSON`,
    place: 'callback',
    code: `if (msg.type === 'text') {
  const { \${1:id} } = msg.json<{ \${1:id}: \${2:string} }>()
  ctx.sendJson({ \${1:id}, \${3:ok}: true })$0
}`,
  },
  {
    label: t`echo`,
    detail: t`Sends back what came, whatever it is`,
    place: 'callback',
    code: `ctx.send(msg)$0`,
  },
  {
    label: t`ping`,
    detail: t`A ping, and the pong that answers it`,
    place: 'callback',
    code: `if (msg.type === 'pong') ctx.log('alive', msg.data.length)
else ctx.ping('\${1:are you there?}')$0`,
  },
  {
    label: t`close`,
    detail: t`Closes the connection with a code and a reason`,
    place: 'callback',
    code: `ctx.close(\${1:4000}, '\${2:come back later}')$0`,
  },
  {
    label: t`pattern`,
    detail: t`What a message has at a JSONPath`,
    place: 'callback',
    code: `const \${1:id} = MessagePattern.any().extract<\${2:string}>(msg, '\${3:\\$.id}')
if (\${1:id} !== undefined) ctx.log(\${1:id})$0`,
  },
  {
    label: 'pattern-match',
    detail: t`What a pattern finds in a message`,
    place: 'callback',
    code: `const pattern = MessagePattern.regex('\${1:^(?<name>[a-z]+)=(.+)}')
const match = pattern.match(msg)
if (match) ctx.log(pattern.kind, match.groups.name, match.captures, match.values)
else if (MessagePattern.exact('\${2:help}').matches(msg)) ctx.sendText('\${3:name=value}')$0`,
  },
  {
    label: t`forward`,
    detail: t`This message goes upstream, and to no other handler`,
    place: 'callback',
    code: `ctx.passthrough()
ctx.stop()$0`,
  },
  {
    label: t`log`,
    detail: t`A line in the console`,
    place: 'callback',
    code: `ctx.log('\${1:got}', msg)$0`,
  },
  {
    label: t`drain`,
    detail: t`Much to send, no faster than the client reads`,
    place: 'callback',
    code: `for (let \${1:row} = 0; \${1:row} < \${2:1000}; \${1:row}++) {
  ctx.sendJson({ \${1:row} })
  await ctx.drain()
}$0`,
  },
  {
    label: t`signal`,
    detail: t`A timer that ends with the connection`,
    place: 'callback',
    code: `const timer = setInterval(() => ctx.sendText('\${1:tick}'), \${2:1000})
ctx.signal.addEventListener('abort', () => clearInterval(timer))$0`,
  },
  {
    label: t`error`,
    detail: t`What went wrong, by its kind`,
    place: 'callback',
    code: `try {
  ctx.sendText('\${1:still there?}')
} catch (error) {
  if (!(error instanceof HandlerError) || error.kind !== 'send') throw error
  ctx.log('gone', error.message)
}$0`,
  },
  {
    label: 'error-throw',
    detail: t`A fault that the console shows with this line`,
    place: 'callback',
    code: `throw new HandlerError('generic', '\${1:what is wrong}', { cause: \${2:msg} })$0`,
  },
]
