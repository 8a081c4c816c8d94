import { afterEach, expect, it } from 'vitest'
import { type Mock, startMock } from '../engine-fixture'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

/** Tells the handlers' own view of the rooms, and talks to a room. */
const rooms = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    path: '/*',
    onMessage(ctx, msg) {
      if (msg.type !== 'text') return
      if (msg.text === 'rooms') ctx.sendText(ctx.getRooms().join())
      else ctx.broadcastToRoom('kitchen', msg.text)
    },
  })`

async function start() {
  mock = await startMock({ 'handlers/rooms.ts': rooms })
  const clients = [await mock.connect(), await mock.connect(), await mock.connect()] as const
  const [one, two, three] = clients.map((client) => mock?.idOf(client) ?? '')
  for (const id of [one, two]) mock.engine.join(id ?? '', 'lobby')
  mock.engine.join(two ?? '', 'kitchen')
  return { mock, clients, one: one ?? '', two: two ?? '', three: three ?? '' }
}

it('moves members to another room, for the server and for the handlers, and says what was changed', async () => {
  const { mock, clients, one, two, three } = await start()
  const change = mock.engine.move([one, two, three, 'c99'], 'lobby', 'kitchen')
  expect(change).toEqual({ moved: [one, two], joined: [one] })
  expect(mock.engine.rooms()).toEqual([{ name: 'kitchen', members: [two, one] }])
  await clients[0].send('rooms')
  expect(await clients[0].take(1)).toEqual(['kitchen'])
  await clients[2].send('dinner')
  expect(await clients[0].take(1)).toEqual(['dinner'])
  expect(await clients[1].take(1)).toEqual(['dinner'])
})

it('takes back a move without taking anybody out of where they were before', async () => {
  const { mock, one, two } = await start()
  const { moved, joined } = mock.engine.move([one, two], 'lobby', 'kitchen')
  mock.engine.move(moved, null, 'lobby')
  mock.engine.move(joined, 'kitchen', null)
  expect(mock.engine.rooms()).toEqual([
    { name: 'kitchen', members: [two] },
    { name: 'lobby', members: [one, two] },
  ])
})

it('removes members, and a room that nobody is in any more', async () => {
  const { mock, one, two } = await start()
  expect(mock.engine.move([one, two], 'lobby', null)).toEqual({ moved: [one, two], joined: [] })
  expect(mock.engine.rooms()).toEqual([{ name: 'kitchen', members: [two] }])
})
