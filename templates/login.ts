import { randomUUID } from 'node:crypto'
import { defineHandler, MessagePattern, MessageRouter, server, type WsContext } from 'understudy'

// A login before anything else is answered:
//   { "type": "login", "user": "ada", "password": "secret" }  →  { "type": "welcome", "user": "ada", "token": … }
// Next time the token alone will do: /ws/login?token=… , or the header Authorization: Bearer …

const users: Readonly<Record<string, string>> = { ada: 'secret', grace: 'hopper' }
const loginLimitMs = 30_000
const attemptLimit = 3

const router = new MessageRouter()
  .on(MessagePattern.jsonpath('$.type', 'login'), (ctx, msg) => {
    const { user, password } = msg.json<{ user: string; password: string }>()
    if (Object.hasOwn(users, user) && users[user] === password) return welcome(ctx, user)
    const attempts = (ctx.getMetadata<number>('attempts') ?? 0) + 1
    ctx.setMetadata('attempts', attempts)
    ctx.sendJson({ type: 'refused', message: 'Wrong user or password', left: attemptLimit - attempts })
    if (attempts >= attemptLimit) ctx.close(4403, 'Too many attempts')
    ctx.stop()
  })
  .on(MessagePattern.any(), (ctx) => {
    if (!userOf(ctx)) return { type: 'error', message: 'Log in first' }
  })
  // From here on the user is known.
  .on(MessagePattern.jsonpath('$.type', 'whoami'), (ctx) => ({ type: 'user', user: userOf(ctx) }))
  .on(MessagePattern.jsonpath('$.type', 'logout'), (ctx) => {
    server.state.delete(`token ${ctx.getMetadata('token')}`)
    ctx.close(1000, 'Logged out')
    ctx.stop()
  })
  .on(MessagePattern.any(), () => ({ type: 'error', message: 'Send whoami or logout' }))

export default defineHandler({
  handlesPath: '/ws/login',

  onUpgrade(request) {
    const token = tokenOf(request)
    if (token !== undefined && !server.state.has(`token ${token}`)) {
      return { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: 'This token is not known' }
    }
  },

  onConnect(ctx) {
    const token = tokenOf(ctx)
    const user = token === undefined ? undefined : server.state.get<string>(`token ${token}`)
    if (user !== undefined) {
      ctx.sendJson(welcome(ctx, user, token))
      return
    }
    const timer = setTimeout(() => {
      if (!userOf(ctx)) ctx.close(4401, 'Not logged in in time')
    }, loginLimitMs)
    ctx.signal.addEventListener('abort', () => clearTimeout(timer))
  },

  async onMessage(ctx, msg) {
    await router.route(ctx, msg)
  },
})

function welcome(ctx: WsContext, user: string, token: string = randomUUID()) {
  server.state.set(`token ${token}`, user)
  ctx.setMetadata('user', user)
  ctx.setMetadata('token', token)
  return { type: 'welcome', user, token }
}

function userOf(ctx: WsContext): string | undefined {
  return ctx.getMetadata('user')
}

interface Credentials {
  readonly query: Readonly<Record<string, string | undefined>>
  readonly headers: Readonly<Record<string, string | undefined>>
}

function tokenOf({ query, headers }: Credentials): string | undefined {
  return query.token ?? /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
}
