import { beforeEach, describe, expect, it } from 'vitest'
import type { BatchItem } from '../protocol'
import { Outbox } from './outbox'

let posted: (readonly BatchItem[])[]
let tasks: (() => void)[]
let outbox: Outbox

beforeEach(() => {
  posted = []
  tasks = []
  outbox = new Outbox(
    (items) => void posted.push(items),
    (task) => void tasks.push(task),
  )
})

function endTurn(): void {
  for (const task of tasks.splice(0)) task()
}

describe('an outbox', () => {
  it('posts all commands of a turn as one batch', () => {
    outbox.commands.join(1, 1, 'a')
    outbox.commands.join(1, 1, 'b')
    expect(posted).toEqual([])
    endTurn()
    expect(posted).toHaveLength(1)
    endTurn()
    expect(posted).toHaveLength(1)
  })

  it('posts at once what is over at once', () => {
    outbox.collect(
      () => outbox.commands.join(1, 1, 'a'),
      () => true,
    )
    expect(posted).toHaveLength(1)
  })

  it('waits for the end of the turn while something is going on', () => {
    outbox.collect(
      () => outbox.commands.join(1, 1, 'a'),
      () => false,
    )
    outbox.commands.handled(1, 1, '', null)
    expect(posted).toEqual([])
    endTurn()
    expect(posted).toHaveLength(1)
  })

  it('keeps commands back until they are released, but no line of the console', () => {
    outbox.hold()
    outbox.commands.join(1, 1, 'a')
    outbox.log(0, 'info', 'hello', null)
    endTurn()
    expect(posted).toEqual([expect.arrayContaining(['hello'])])
    outbox.release()
    expect(posted).toEqual([expect.anything(), expect.arrayContaining(['a'])])
  })
})
