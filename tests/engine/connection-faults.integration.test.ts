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
    onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText(msg.text) },
  })`

async function start(enabled: boolean) {
  mock = await startMock(
    { 'handlers/echo.ts': echo },
    {
      faults: [
        { name: 'twice', duplicate: 1, enabled },
        { name: 'elsewhere', path: '/b', drop: 1 },
      ],
    },
  )
  const [one, other] = [await mock.connect('/a'), await mock.connect('/a')]
  return { mock, one, other, id: mock.idOf(one) }
}

it('acts on one connection alone, until it follows the fault again', async () => {
  const { mock, one, other, id } = await start(false)
  mock.engine.setFault(id, 'twice', true)
  // On another path it has nothing to act on.
  mock.engine.setFault(id, 'elsewhere', true)
  await one.send('a')
  await other.send('b')
  expect(await one.take(2)).toEqual(['a', 'a'])
  expect(mock.engine.connection(id)?.faults).toEqual({ twice: true, elsewhere: true })
  mock.engine.setFault(id, 'twice', null)
  for (const text of ['c', 'd']) await one.send(text)
  for (const text of ['c', 'd']) await other.send(text)
  expect(await one.take(2)).toEqual(['c', 'd'])
  expect(await other.take(3)).toEqual(['b', 'c', 'd'])
})

it('spares one connection while it acts on the others, and through a change of the faults', async () => {
  const { mock, one, other, id } = await start(true)
  mock.engine.setFault(id, 'twice', false)
  await one.send('a')
  await one.send('b')
  expect(await one.take(2)).toEqual(['a', 'b'])
  await other.send('a')
  expect(await other.take(2)).toEqual(['a', 'a'])
  expect(() => mock.engine.setFault(id, 'none', true)).toThrow('There is no fault “none”')
})
