import { afterEach, expect, it } from 'vitest'
import { Upstream } from '../../src/main/engine/passthrough/upstream-fixture.test-support'
import { trafficFilterSchema } from '../../src/shared/model/traffic'
import { passthroughRuleSchema } from '../../src/shared/model/workspace'
import { type Client, type Mock, startMock } from '../engine-fixture'

let mock: Mock | undefined
let upstream: Upstream | undefined

afterEach(async () => {
  await mock?.dispose()
  await upstream?.stop()
  mock = undefined
  upstream = undefined
})

const mocked = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onMessage(ctx, msg) {
      if (msg.type !== 'text') return
      if (msg.text === 'block') for (;;);
      ctx.sendText('mocked ' + msg.text)
    },
  })`

/** An upstream that answers each message, a rule that lets all of them through at /real, a client there. */
async function start(handler = mocked) {
  upstream = await Upstream.start()
  const rule = { name: 'real', path: '/real', upstream: upstream.url }
  mock = await startMock(
    { 'handlers/mock.ts': handler },
    { passthrough: [rule], supervision: { receiptTimeoutMs: 60_000 } },
  )
  const client = await mock.connect('/real')
  await client.send('first')
  const socket = await upstream.sockets.next()
  socket.on('message', (data) => socket.send(`real ${data}`))
  expect(await client.next()).toBe('real first')
  await upstream.messages.next()
  return { mock, client, rule, socket }
}

async function ask(client: Client, text: string): Promise<unknown> {
  await client.send(text)
  return client.next()
}

it('pass on while a handler of another connection blocks the handlers', async () => {
  const { mock, client } = await start()
  const other = await mock.connect('/mock')
  expect(await ask(other, 'hello')).toBe('mocked hello')
  await other.send('block')
  expect(await ask(client, 'through')).toBe('real through')
  expect(other.unread).toEqual([])
})

it('show in Traffic and in Why as the messages before them, which the handlers had', async () => {
  const { mock, client } = await start()
  await ask(client, 'through')
  await mock.engine.capture.filter(trafficFilterSchema.parse({ kinds: ['text'] }))
  const { rows } = await mock.engine.capture.window(0, 100)
  const seen = []
  for (const { seq, direction, origin } of rows) {
    const why = (await mock.engine.capture.detail(seq))?.why ?? []
    seen.push([direction, origin, ...why.map(({ actor, outcome }) => `${actor}: ${outcome}`)])
  }
  const [up, down] = ['rule real: sent it upstream', 'rule real: let it through to the client']
  const course = [
    ['from-client', 'client', up],
    ['to-upstream', 'client', up],
    ['from-upstream', 'upstream', down],
    ['to-client', 'upstream', down],
  ]
  expect(seen).toEqual([...course, ...course])
})

it('end with a change of the rules: the very next message is the handlers’', async () => {
  const { mock, client, rule } = await start()
  const some = { ...rule, clientToServer: { exact: 'real, please' } }
  mock.engine.setRules([passthroughRuleSchema.parse(some)])
  expect(await ask(client, 'hello')).toBe('mocked hello')
  expect(await ask(client, 'real, please')).toBe('real real, please')
})

it('end with a change of the rule’s filter for replies', async () => {
  const { mock, client, rule, socket } = await start()
  expect(await ask(client, 'a')).toBe('real a')
  mock.engine.setRules([passthroughRuleSchema.parse({ ...rule, serverToClient: { regex: '^yes' } })])
  socket.send('no')
  socket.send('yes')
  expect(await client.next()).toBe('yes')
})

it('end with a switch for this connection', async () => {
  const { mock, client } = await start()
  mock.engine.setPassthrough(mock.idOf(client), 'real', false)
  expect(await ask(client, 'hello')).toBe('mocked hello')
})

it('end with newer code that looks at replies', async () => {
  const { mock, client } = await start()
  expect(await ask(client, 'a')).toBe('real a')
  const edits = `onUpstreamMessage: (_ctx, msg) => ({ type: 'text', text: 'edited ' + msg.text }),`
  await mock.save('handlers/mock.ts', mocked.replace('onMessage', `${edits} onMessage`))
  expect(await ask(client, 'b')).toBe('edited real b')
})

it('keep the order of messages, whoever took those before', async () => {
  const { mock, client, rule } = await start()
  const texts = Array.from({ length: 400 }, (_, number) => String(number))
  const received: unknown[] = []
  for (const [index, text] of texts.entries()) {
    // Each change makes the next messages go through the handlers again.
    if (index % 50 === 25) mock.engine.setRules([passthroughRuleSchema.parse(rule)])
    void client.send(text)
    if (index % 7 === 0) received.push(await client.next())
  }
  while (received.length < texts.length) received.push(await client.next())
  expect(received).toEqual(texts.map((text) => `real ${text}`))
})

it('do not outlive the connection’s end: its close reaches the upstream behind its last message', async () => {
  const { client } = await start()
  await client.send('last')
  client.socket.close(4000, 'done')
  expect(await upstream?.messages.next()).toBe('last')
  expect(await upstream?.closes.next()).toEqual({ code: 4000, reason: 'done' })
})
