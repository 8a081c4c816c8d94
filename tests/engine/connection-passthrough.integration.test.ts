import { afterEach, expect, it } from 'vitest'
import { Upstream } from '../../src/main/engine/passthrough/upstream-fixture.test-support'
import { passthroughRuleSchema } from '../../src/shared/model/workspace'
import { type Mock, startMock } from '../engine-fixture'

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
    path: '/*',
    onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('mocked ' + msg.text) },
  })`

async function start(enabled: boolean) {
  upstream = await Upstream.start()
  mock = await startMock(
    { 'handlers/mock.ts': mocked },
    { passthrough: [{ name: 'real', upstream: upstream.url, enabled }] },
  )
  const [one, other] = [await mock.connect('/a'), await mock.connect('/a')]
  return { mock, upstream, one, other, id: mock.idOf(one) }
}

it('lets the messages of one connection through, and of no other; the rule itself stays off', async () => {
  const { mock, upstream, one, other, id } = await start(false)
  mock.engine.setPassthrough(id, 'real', true)
  await one.send('for the real one')
  expect(await upstream.messages.next()).toBe('for the real one')
  await other.send('hello')
  expect(await other.take(1)).toEqual(['mocked hello'])
  expect(mock.engine.connection(id)?.passthrough).toEqual({ real: true })
  mock.engine.setPassthrough(id, 'real', null)
  await one.send('back')
  expect(await one.take(1)).toEqual(['mocked back'])
  // The link that nothing uses any more is ended.
  await upstream.closes.next()
})

it('keeps the messages of one connection from the upstream while the others go there', async () => {
  const { mock, upstream, one, other, id } = await start(true)
  await one.send('first')
  expect(await upstream.messages.next()).toBe('first')
  mock.engine.setPassthrough(id, 'real', false)
  await upstream.closes.next()
  await one.send('second')
  expect(await one.take(1)).toEqual(['mocked second'])
  await other.send('third')
  expect(await upstream.messages.next()).toBe('third')
})

it('stays through a reload and through the switching of the rule, and keeps its link', async () => {
  const { mock, upstream, one, id } = await start(true)
  mock.engine.setPassthrough(id, 'real', true)
  await one.send('before')
  await upstream.messages.next()
  await mock.save('handlers/mock.ts', mocked.replace('mocked', 'mocked again'))
  const off = { name: 'real', upstream: upstream.url, enabled: false }
  mock.engine.setRules([passthroughRuleSchema.parse(off)])
  await one.send('after')
  expect(await upstream.messages.next()).toBe('after')
  expect(upstream.count).toBe(1)
})

it('is gone with its connection, and refuses what there is not', async () => {
  const { mock, one, id } = await start(false)
  mock.engine.setPassthrough(id, 'real', true)
  expect(() => mock.engine.setPassthrough(id, 'other', true)).toThrow('no passthrough rule “other”')
  one.socket.close()
  await one.closed
  const again = await mock.connect('/a')
  expect(mock.engine.connection(mock.idOf(again))?.passthrough).toEqual({})
  expect(() => mock.engine.setPassthrough(id, 'real', true)).toThrow(`${id} is closed`)
})
