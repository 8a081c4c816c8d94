import { afterEach, expect, it } from 'vitest'
import { Upstream } from '../../src/main/engine/passthrough/upstream-fixture.test-support'
import { trafficFilterSchema } from '../../src/shared/model/traffic'
import { passthroughRuleSchema } from '../../src/shared/model/workspace'
import { type Client, type Mock, startMock } from '../engine-fixture'
import { heldUntil, setBreakpoints } from '../holds/hold-fixture'

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
async function start(handler = mocked, receiptTimeoutMs = 60_000) {
  upstream = await Upstream.start()
  const rule = { name: 'real', path: '/real', upstream: upstream.url }
  mock = await startMock(
    { 'handlers/mock.ts': handler },
    { passthrough: [rule], supervision: { receiptTimeoutMs } },
  )
  const client = await mock.connect('/real')
  await client.send('first')
  const socket = await upstream.sockets.next()
  socket.on('message', (data) => socket.send(`real ${data}`))
  expect(await client.next()).toBe('real first')
  await upstream.messages.next()
  return { mock, client, rule, socket }
}

/** Counts up in messages, a few in each turn, until its end, which says how many there were. */
function sendOn(client: Client): { end(): Promise<number> } {
  let isOn = true
  let count = 0
  const sending = (async () => {
    while (isOn) {
      for (let more = 0; more < 5; more += 1) void client.send(String(count++))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  })()
  return {
    end: async () => {
      isOn = false
      await sending
      return count
    },
  }
}

function numbers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => String(number))
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

it('pass on behind a heartbeat of the upstream, too, while the handlers are blocked', async () => {
  const { mock, socket, client } = await start()
  const other = await mock.connect('/mock')
  expect(await ask(other, 'hello')).toBe('mocked hello')
  await other.send('block')
  socket.ping('beat')
  socket.send('a tick')
  expect(await client.next()).toBe('a tick')
})

it('pass on while the handlers’ worker ends and starts anew, and while the handlers are paused', async () => {
  const { mock, client } = await start(mocked, 100)
  const other = await mock.connect('/mock')
  const stream = sendOn(client)
  for (const state of ['restarted', 'restarted', 'paused']) {
    const told = mock.nextStatus((status) => status.state === state)
    await other.send('block')
    await told
  }
  const count = await stream.end()
  expect(await client.take(count)).toEqual(numbers(count).map((number) => `real ${number}`))
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

it('count in the statistics as what rules took over a message', async () => {
  const { mock, client } = await start()
  const other = await mock.connect('/mock')
  // Before the worker tells of the messages that it had, a few times a second: it never will.
  await other.send('block')
  await ask(client, 'through')
  const told = (): boolean => {
    const id = mock.engine.history(null, 1).paths.find(({ path }) => path === '/real')?.id ?? null
    return mock.engine.history(id, 60).series.handlerP50.some((value) => value !== null)
  }
  await expect.poll(told, { timeout: 15_000 }).toBe(true)
})

it('leave it in Why that the user put a message in, before what was done about it', async () => {
  const { mock, client } = await start()
  const target = { to: 'connection', connection: mock.idOf(client) } as const
  mock.engine.sendTo(target, 'from-client', () => ({ type: 'text', text: 'mine' }))
  expect(await client.next()).toBe('real mine')
  await mock.engine.capture.filter(trafficFilterSchema.parse({ directions: ['from-client'] }))
  const { rows } = await mock.engine.capture.window(0, 100)
  const detail = await mock.engine.capture.detail(rows.at(-1)?.seq ?? 0)
  expect(detail?.why.map(({ actor }) => actor)).toEqual(['You', 'rule real'])
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
  const texts = numbers(400)
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

it('keep the order of messages while newer code takes over again and again', async () => {
  const { mock, client } = await start()
  const stream = sendOn(client)
  const edits = `onUpstreamMessage: async (_ctx, msg) => ({ type: 'text', text: 'edited ' + msg.text }),`
  for (const round of [1, 2, 3]) {
    await mock.save('handlers/mock.ts', mocked.replace('onMessage', `${edits} onMessage`))
    await mock.save('handlers/mock.ts', `${mocked}\n// ${round}`)
  }
  const count = await stream.end()
  const received = (await client.take(count)).map((text) => String(text).replace('edited ', ''))
  expect(received).toEqual(numbers(count).map((number) => `real ${number}`))
})

it.each(['from-client', 'to-upstream', 'from-upstream', 'to-client'] as const)(
  'keep the place of messages behind one that a breakpoint holds %s',
  async (direction) => {
    const { mock, client } = await start()
    setBreakpoints(mock, [{ name: 'stop', path: '/real', directions: [direction], message: { regex: '1$' } }])
    for (const text of ['1', '2', '3']) await client.send(text)
    await heldUntil(mock, ({ total, waiting }) => total === 1 && waiting === 2)
    setBreakpoints(mock, [])
    await client.send('4')
    expect(await client.take(4)).toEqual(['real 1', 'real 2', 'real 3', 'real 4'])
  },
)

it('bring the client what the upstream said last, then its close', async () => {
  const { client, socket } = await start()
  for (const text of numbers(50)) socket.send(text)
  socket.close(4001, 'over')
  expect(await client.take(50)).toEqual(numbers(50))
  expect(await client.closed).toEqual({ code: 4001, reason: 'over' })
})

it('do not outlive the connection’s end: its close reaches the upstream behind its last message', async () => {
  const { client } = await start()
  await client.send('last')
  client.socket.close(4000, 'done')
  expect(await upstream?.messages.next()).toBe('last')
  expect(await upstream?.closes.next()).toEqual({ code: 4000, reason: 'done' })
})
