import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ServerFixture } from '../server/server-fixture.test-support'
import { broadcast } from './broadcast'

let fixture: ServerFixture

beforeEach(() => {
  fixture = new ServerFixture()
})
afterEach(() => fixture.dispose())

describe('a broadcast', () => {
  it('reaches every member in order with their own messages, text and binary', async () => {
    await fixture.start({ compression: true })
    const members = [
      await fixture.connect('/', { perMessageDeflate: false }),
      await fixture.connect('/', { perMessageDeflate: true }),
    ]
    const connections = members.map((member) => member.connection)
    for (const connection of connections) connection.send('text', 'own, before')
    expect(broadcast(connections, 'to all')).toBe(2)
    expect(broadcast(connections, new Uint8Array([9, 8]))).toBe(2)
    for (const connection of connections) connection.send('text', 'own, after')
    for (const { inbox } of members) {
      const received = [await inbox.next(), await inbox.next(), await inbox.next(), await inbox.next()]
      expect(received).toEqual(['own, before', 'to all', new Uint8Array([9, 8]), 'own, after'])
    }
  })

  it('counts and tells only members that could be sent to', async () => {
    await fixture.start()
    const open = await fixture.connect()
    const closing = await fixture.connect()
    closing.connection.close(1000, '')
    const reached: string[] = []
    const count = broadcast([open.connection, closing.connection], 'x', (connection) => {
      reached.push(connection.id)
    })
    expect(count).toBe(1)
    expect(reached).toEqual([open.connection.id])
  })
})
