import { posix } from 'node:path'

/** What a new handler file says: it works as it is, and shows where to go on. */
export function handlerTemplate(path: string): string {
  const name = posix.basename(path, posix.extname(path))
  return `import { defineHandler, MessagePattern, MessageRouter } from 'understudy'

const router = new MessageRouter()
  .on(MessagePattern.exact('ping'), () => 'pong')
  .on(MessagePattern.regex('^hello (?<name>.+)$'), (_ctx, _msg, match) => \`Hello, \${match.groups.name}!\`)

export default defineHandler({
  handlesPath: '/ws/${name.replace(/[^\w.-]+/g, '-')}',

  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
  },
})
`
}
