import { afterEach, expect, it } from 'vitest'
import type { Mock } from '../engine-fixture'
import { startUpstream } from '../reference/upstream'
import { heldUntil, setBreakpoints, startHolding, theHeld } from './hold-fixture'

let mock: Mock

afterEach(() => mock.dispose())

it('holds a message from the client until it is released, and everything behind it in its order', async () => {
  mock = await startHolding([{ name: 'orders', directions: ['from-client'], message: { exact: 'buy' } }])
  const client = await mock.connect()
  for (const text of ['first', 'buy', 'third', 'fourth']) await client.send(text)
  expect(await client.next()).toBe('FIRST')
  const { messages, waiting } = await heldUntil(mock, ({ waiting }) => waiting === 2)
  expect(messages).toMatchObject([{ breakpoint: 'orders', preview: 'buy', direction: 'from-client' }])
  expect([waiting, client.unread]).toEqual([2, []])
  mock.engine.releaseHeld(messages[0]?.id ?? 0, null)
  expect(await client.take(3)).toEqual(['BUY', 'THIRD', 'FOURTH'])
  expect(mock.engine.held).toEqual({ total: 0, waiting: 0, messages: [] })
})

it('passes an edited message on, and its row tells what it was before', async () => {
  mock = await startHolding([{ name: 'orders', directions: ['from-client'] }])
  const client = await mock.connect()
  await client.send('{"amount":1}')
  const held = await theHeld(mock)
  expect(mock.engine.heldBody(held.id)).toEqual({ type: 'text', text: '{"amount":1}' })
  mock.engine.releaseHeld(held.id, { type: 'text', payload: '{"amount":99}' })
  expect(await client.next()).toBe('{"AMOUNT":99}')
  const before = await mock.engine.capture.detail(held.entry)
  expect(before?.row.hold).toMatchObject({ outcome: 'edited', ms: expect.any(Number) })
  expect(before?.why[0]).toMatchObject({ actor: 'breakpoint orders', outcome: 'you edited and released it' })
  const after = await mock.engine.capture.detail(before?.effects[0]?.seq ?? 0)
  expect(after?.row).toMatchObject({ origin: 'user', direction: 'from-client', preview: '{"amount":99}' })
  expect(after?.before).toBe('{"amount":1}')
  expect(after?.why.map(({ actor }) => actor)).toEqual(['You', 'a.ts'])
})

it('drops a message, and what waits behind it goes on', async () => {
  mock = await startHolding([{ name: 'all', directions: ['to-client'], message: { exact: 'ONE' } }])
  const client = await mock.connect()
  await client.send('one')
  await client.send('two')
  const { messages } = await heldUntil(mock, ({ waiting }) => waiting === 1)
  mock.engine.dropHeld(messages[0]?.id ?? 0)
  expect(await client.next()).toBe('TWO')
  const dropped = await mock.engine.capture.detail(messages[0]?.entry ?? 0)
  expect(dropped?.row.hold?.outcome).toBe('dropped')
  expect(() => mock.engine.dropHeld(messages[0]?.id ?? 0)).toThrow('is not held any more')
})

it('holds binary messages and lets them go as text or other bytes', async () => {
  mock = await startHolding([{ name: 'all', directions: ['from-client'] }])
  const client = await mock.connect()
  await client.send(Uint8Array.of(1, 2))
  const { id } = await theHeld(mock)
  expect(mock.engine.heldBody(id)).toEqual({ type: 'binary', data: Uint8Array.of(1, 2) })
  mock.engine.releaseHeld(id, { type: 'text', payload: 'words' })
  expect(await client.next()).toBe('WORDS')
})

it.each([
  ['a regular expression', { regex: '"type":"(buy|sell)"' }],
  ['a JSONPath with a value', { jsonpath: '$.type', equals: 'buy' }],
] as const)('asks %s in a thread of its own, without changing the order', async (_kind, message) => {
  mock = await startHolding([{ name: 'trades', directions: ['from-client'], message }])
  const client = await mock.connect()
  const texts = ['{"type":"look"}', '{"type":"buy"}', 'plain']
  for (const text of texts) await client.send(text)
  expect(await client.next()).toBe(texts[0]?.toUpperCase())
  await heldUntil(mock, ({ total, waiting }) => total === 1 && waiting === 1)
  mock.engine.releaseAllHeld()
  expect(await client.take(2)).toEqual(texts.slice(1).map((text) => text.toUpperCase()))
})

it('lets other connections and paths alone', async () => {
  mock = await startHolding([{ name: 'orders', path: '/orders/:id' }])
  const [held, free] = [await mock.connect('/orders/1'), await mock.connect('/prices')]
  await held.send('a')
  await theHeld(mock)
  await free.send('b')
  expect(await free.next()).toBe('B')
})

it('releases unchanged when nobody decides in time, or drops if the workspace says so', async () => {
  mock = await startHolding([{ name: 'all', directions: ['from-client'] }], { holding: { timeoutMs: 100 } })
  const client = await mock.connect()
  await client.send('late')
  const held = await theHeld(mock)
  expect(held.deadline).toBe(held.heldAt + 100)
  expect(await client.next()).toBe('LATE')
  const row = await mock.engine.capture.detail(held.entry)
  expect(row?.why[0]?.outcome).toBe('let go unchanged: nobody decided within 100 ms')
  // A timer counts from the beginning of its turn: how long it took by another clock is not for a test.
  expect(row?.row.hold?.ms).toBeGreaterThan(0)

  setBreakpoints(mock, [{ name: 'drop', directions: ['from-client'], message: { exact: 'bad' } }], {
    timeoutMs: 100,
    onTimeout: 'drop',
  })
  await client.send('bad')
  await client.send('good')
  expect(await client.next()).toBe('GOOD')
})

it('turning a breakpoint off, and stopping the server, lets everything go', async () => {
  mock = await startHolding([{ name: 'all', directions: ['from-client'] }])
  const client = await mock.connect()
  await client.send('a')
  await theHeld(mock)
  setBreakpoints(mock, [{ name: 'all', directions: ['from-client'], enabled: false }])
  expect(await client.next()).toBe('A')

  setBreakpoints(mock, [{ name: 'replies', directions: ['to-client'] }])
  await client.send('b')
  await theHeld(mock)
  await mock.engine.stop()
  expect(await client.next()).toBe('B')
  expect((await client.closed).code).toBe(1001)
})

it('a client that leaves waits for nothing: what is held is dropped with the reason, the rest is handled', async () => {
  const handler = `export default { handlesPath: '/*',
    onMessage: (ctx, message) => console.log('got ' + message.text),
    onDisconnect: () => console.log('left') }`
  const options = { handler, holding: { onTimeout: 'never' } } as const
  mock = await startHolding([{ name: 'all', message: { exact: 'held' } }], options)
  const left = mock.nextConsole(({ text }) => text === 'left')
  const client = await mock.connect()
  await client.send('held')
  await client.send('behind')
  const { messages } = await heldUntil(mock, ({ waiting }) => waiting === 1)
  client.close()
  await left
  expect(mock.console.map(({ text }) => text)).toEqual(['got behind', 'left'])
  expect(mock.engine.held.total).toBe(0)
  const row = await mock.engine.capture.detail(messages[0]?.entry ?? 0)
  expect(row?.row.hold?.outcome).toBe('dropped')
  expect(row?.why[0]?.outcome).toContain('the connection was closed')
})

it('a close by the handler does not overtake what no breakpoint holds', async () => {
  const handler = `export default { handlesPath: '/*',
    onMessage: (ctx) => { ctx.sendText('bye'); ctx.close(4001, 'enough') } }`
  mock = await startHolding([{ name: 'none', directions: ['to-client'], message: { regex: '^never' } }], {
    handler,
  })
  const client = await mock.connect()
  await client.send('x')
  expect(await client.next()).toBe('bye')
  expect(await client.closed).toEqual({ code: 4001, reason: 'enough' })
})

it('pings and pongs pass by what is held', async () => {
  mock = await startHolding([{ name: 'all' }])
  const client = await mock.connect()
  await client.send('held')
  await theHeld(mock)
  const pong = new Promise<string>((resolve) =>
    client.socket.once('pong', (data) => resolve(data.toString())),
  )
  client.socket.ping('still there?')
  expect(await pong).toBe('still there?')
})

it('neither a reload nor the end of the worker loses what is held', async () => {
  const options = { supervision: { receiptTimeoutMs: 200 } }
  mock = await startHolding([{ name: 'all', message: { exact: 'held' } }], options)
  const [client, other] = [await mock.connect(), await mock.connect()]
  await client.send('held')
  const held = await theHeld(mock)
  const block = `export default { handlesPath: '/*', onMessage: (ctx, message) => {
    if (message.text === 'block') for (;;) {}
    ctx.sendText('new ' + message.text) } }`
  await mock.save('handlers/a.ts', block)
  const restarted = mock.nextStatus(({ state }) => state === 'restarted')
  await other.send('block')
  await restarted
  expect((await theHeld(mock)).id).toBe(held.id)
  mock.engine.releaseHeld(held.id, null)
  expect(await client.next()).toBe('new held')
})

it('5,000 messages behind a held one come in their order, and the client is not read meanwhile', async () => {
  mock = await startHolding([{ name: 'first', directions: ['from-client'], message: { exact: 'm0' } }], {
    holding: { onTimeout: 'never' },
  })
  const client = await mock.connect()
  const texts = Array.from({ length: 5001 }, (_, index) => `m${index}`)
  const padding = ' '.repeat(4000)
  for (const text of texts) void client.send(text === 'm0' ? text : text + padding)
  await heldUntil(mock, ({ waiting }) => waiting >= 1024)
  // The next tick of the server's socket would bring more if it were still read.
  const { received } = mock.engine.stats()
  expect(received).toBeLessThan(2500)
  mock.engine.releaseAllHeld()
  const replies = await client.take(5001)
  expect(replies.map((reply) => String(reply).trim())).toEqual(texts.map((text) => text.toUpperCase()))
})

it('a line that a handler fills without end is let go before it fills the memory', async () => {
  const handler = `export default { handlesPath: '/*', onMessage: (ctx) => {
    for (let n = 0; n < 10_500; n += 1) ctx.sendText('n' + n) } }`
  mock = await startHolding([{ name: 'first', directions: ['to-client'], message: { exact: 'n0' } }], {
    handler,
    holding: { onTimeout: 'never' },
  })
  const client = await mock.connect()
  await client.send('go')
  const replies = await client.take(10_500)
  expect([replies[0], replies.at(-1)]).toEqual(['n0', 'n10499'])
  expect(mock.console.map(({ text }) => text).join()).toContain('were let go, as that was too much')
})

it('a broadcast stops only for the member whose path has a breakpoint', async () => {
  const handler = `import { server } from 'understudy'
    export default { handlesPath: '/*', onConnect: (ctx) => ctx.joinRoom('all'),
      onMessage: (ctx) => server.broadcastToRoom('all', 'news') }`
  mock = await startHolding([{ name: 'slow', path: '/slow', directions: ['to-client'] }], { handler })
  const [slow, fast] = [await mock.connect('/slow'), await mock.connect('/fast')]
  await fast.send('go')
  expect(await fast.next()).toBe('news')
  const { id } = await theHeld(mock)
  mock.engine.releaseHeld(id, { type: 'text', payload: 'edited news' })
  expect(await slow.next()).toBe('edited news')
})

it('holds both upstream legs of a passthrough rule', async () => {
  const upstream = await startUpstream((socket, message) => socket.send(`re ${message}`))
  const rule = { name: 'real', path: '/*', upstream: upstream.url }
  mock = await startHolding([{ name: 'legs', directions: ['to-upstream', 'from-upstream'] }], {
    handler: `export default { handlesPath: '/other' }`,
    passthrough: [rule],
  })
  const client = await mock.connect()
  await client.send('ask')
  const out = await theHeld(mock)
  expect(out.direction).toBe('to-upstream')
  mock.engine.releaseHeld(out.id, { type: 'text', payload: 'ask nicely' })
  const back = (await heldUntil(mock, ({ messages }) => messages[0]?.direction === 'from-upstream'))
    .messages[0]
  expect(back?.preview).toBe('re ask nicely')
  mock.engine.releaseHeld(back?.id ?? 0, { type: 'text', payload: 'edited' })
  expect(await client.next()).toBe('edited')
  await upstream.stop()
})

it('a pattern that never comes to an end is not used any more, and its messages go on', async () => {
  mock = await startHolding([
    { name: 'hostile', directions: ['from-client'], message: { regex: '^(a+)+$' } },
    { name: 'sane', directions: ['from-client'], message: { regex: '^sane' } },
  ])
  const client = await mock.connect()
  await client.send(`${'a'.repeat(50)}!`)
  await client.send('sane')
  expect(await client.next()).toContain('AAA')
  expect((await theHeld(mock)).breakpoint).toBe('sane')
  expect(mock.engine.breakpointProblems.hostile).toContain('did not come to an end')
})

it('holds nothing where nobody could let it go on: serve', async () => {
  mock = await startHolding([{ name: 'all' }], { holdsMessages: false })
  const client = await mock.connect()
  await client.send('a')
  expect(await client.next()).toBe('A')
})

it('a message that the user sends by hand is not held, but keeps its place', async () => {
  mock = await startHolding([{ name: 'replies', directions: ['to-client'] }])
  const client = await mock.connect()
  mock.engine.send(mock.idOf(client), { type: 'text', text: 'by hand' })
  expect(await client.next()).toBe('by hand')
  await client.send('a')
  const { id } = await theHeld(mock)
  mock.engine.send(mock.idOf(client), { type: 'text', text: 'by hand' })
  mock.engine.releaseHeld(id, null)
  expect(await client.take(2)).toEqual(['A', 'by hand'])
})
