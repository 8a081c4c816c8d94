import { afterEach, expect, it } from 'vitest'
import { type Mock, startMock } from '../engine-fixture'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

const echo = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    path: '/*',
    onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('heard ' + msg.text) },
  })`

it('sends to each connection of a path its own message, and says to how many', async () => {
  mock = await startMock({ 'handlers/echo.ts': echo })
  const [first, second, other] = [
    await mock.connect('/a'),
    await mock.connect('/a'),
    await mock.connect('/b'),
  ]
  const reached = mock.engine.sendTo({ to: 'path', path: '/a' }, 'to-client', (connection) => ({
    type: 'text',
    text: `for ${connection}`,
  }))
  expect(reached).toBe(2)
  expect(await first.take(1)).toEqual([`for ${mock.idOf(first)}`])
  expect(await second.take(1)).toEqual([`for ${mock.idOf(second)}`])
  mock.engine.sendTo({ to: 'everyone' }, 'to-client', () => ({ type: 'text', text: 'all' }))
  expect(await other.take(1)).toEqual(['all'])
})

it('hands a message to the handlers as if the client had sent it', async () => {
  mock = await startMock({ 'handlers/echo.ts': echo })
  const client = await mock.connect('/a')
  const target = { to: 'connection', connection: mock.idOf(client) } as const
  expect(mock.engine.sendTo(target, 'from-client', () => ({ type: 'text', text: 'me' }))).toBe(1)
  expect(await client.take(1)).toEqual(['heard me'])
})

it('sends nothing at all when the message of one recipient can not be made', async () => {
  mock = await startMock({ 'handlers/echo.ts': echo })
  const [first, second] = [await mock.connect('/a'), await mock.connect('/a')]
  const last = mock.idOf(second)
  const send = () =>
    mock?.engine.sendTo({ to: 'everyone' }, 'to-client', (connection) => {
      if (connection === last) throw new Error('no value')
      return { type: 'text', text: 'half' }
    })
  expect(send).toThrow('no value')
  await first.send('after')
  expect(await first.take(1)).toEqual(['heard after'])
})

it('says that nobody is there', async () => {
  mock = await startMock({ 'handlers/echo.ts': echo })
  const make = () => ({ type: 'text', text: '' }) as const
  const { engine } = mock
  expect(() => engine.sendTo({ to: 'everyone' }, 'to-client', make)).toThrow('Nobody is connected')
  expect(() => engine.sendTo({ to: 'path', path: '/x' }, 'to-client', make)).toThrow(
    'Nobody is connected at /x',
  )
  expect(() => engine.sendTo({ to: 'room', room: 'r' }, 'to-client', make)).toThrow('no members any more')
  expect(() => engine.sendTo({ to: 'connection', connection: 'c99' }, 'to-client', make)).toThrow(
    'c99 is closed',
  )
})
