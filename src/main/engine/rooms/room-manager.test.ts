import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RoomManager } from './room-manager'

/** The plainest thing that could be right: a list of pairs in the order of joining. */
class Model {
  pairs: { readonly connection: number; readonly room: string }[] = []

  has(connection: number, room: string): boolean {
    return this.pairs.some((pair) => pair.connection === connection && pair.room === room)
  }

  leave(connection: number, room: string): void {
    this.pairs = this.pairs.filter((pair) => pair.connection !== connection || pair.room !== room)
  }
}

const connections = fc.integer({ min: 1, max: 5 })
const roomNames = fc.constantFrom('lobby', 'den', '', 'constructor')

class Join implements fc.Command<Model, RoomManager> {
  constructor(
    readonly connection: number,
    readonly room: string,
  ) {}
  check = () => true
  run(model: Model, real: RoomManager): void {
    const isNew = !model.has(this.connection, this.room)
    expect(real.join(this.connection, this.room)).toBe(isNew)
    if (isNew) model.pairs.push({ connection: this.connection, room: this.room })
    compare(model, real)
  }
  toString = () => `join(${this.connection}, ${this.room})`
}

class Leave implements fc.Command<Model, RoomManager> {
  constructor(
    readonly connection: number,
    readonly room: string,
  ) {}
  check = () => true
  run(model: Model, real: RoomManager): void {
    expect(real.leave(this.connection, this.room)).toBe(model.has(this.connection, this.room))
    model.leave(this.connection, this.room)
    compare(model, real)
  }
  toString = () => `leave(${this.connection}, ${this.room})`
}

class LeaveAll implements fc.Command<Model, RoomManager> {
  constructor(readonly connection: number) {}
  check = () => true
  run(model: Model, real: RoomManager): void {
    const mine = model.pairs.filter((pair) => pair.connection === this.connection)
    expect(real.leaveAll(this.connection)).toEqual(mine.map((pair) => pair.room))
    model.pairs = model.pairs.filter((pair) => pair.connection !== this.connection)
    compare(model, real)
  }
  toString = () => `leaveAll(${this.connection})`
}

function compare(model: Model, real: RoomManager): void {
  const rooms = new Set(model.pairs.map((pair) => pair.room))
  expect(new Set(real.rooms())).toEqual(rooms)
  expect(real.size).toBe(rooms.size)
  for (const room of rooms) {
    const members = model.pairs.filter((pair) => pair.room === room).map((pair) => pair.connection)
    expect([...real.members(room)]).toEqual(members)
  }
  for (const connection of [1, 2, 3, 4, 5]) {
    const mine = model.pairs.filter((pair) => pair.connection === connection).map((pair) => pair.room)
    expect([...real.roomsOf(connection)]).toEqual(mine)
  }
}

describe('rooms', () => {
  it('hold exactly who joined and did not leave, whatever the order of events', () => {
    const commands = [
      fc.tuple(connections, roomNames).map(([connection, room]) => new Join(connection, room)),
      fc.tuple(connections, roomNames).map(([connection, room]) => new Leave(connection, room)),
      connections.map((connection) => new LeaveAll(connection)),
    ]
    fc.assert(
      fc.property(fc.commands(commands), (run) => {
        fc.modelRun(() => ({ model: new Model(), real: new RoomManager(() => undefined) }), run)
      }),
    )
  })

  it('tell of each change once, after it was made', () => {
    const told: string[] = []
    const rooms = new RoomManager((room, connection, change) => {
      told.push(`${change} ${connection} ${room} (${rooms.members(room).size})`)
    })
    rooms.join(1, 'lobby')
    rooms.join(1, 'lobby')
    rooms.join(2, 'lobby')
    rooms.leaveAll(1)
    rooms.leave(1, 'lobby')
    expect(told).toEqual(['join 1 lobby (1)', 'join 2 lobby (2)', 'leave 1 lobby (1)'])
  })

  it('vanish with their last member', () => {
    const rooms = new RoomManager(() => undefined)
    rooms.join(1, 'lobby')
    rooms.leave(1, 'lobby')
    expect(rooms.size).toBe(0)
    expect([...rooms.rooms()]).toEqual([])
  })
})
