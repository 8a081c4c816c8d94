import { expect, it } from 'vitest'
import { FakeClock } from '../../fake-clock.test-support'
import { HandlingTimes } from './handling-times'

function setUp() {
  const clock = new FakeClock()
  const told: (readonly [number, readonly number[]])[] = []
  const times = new HandlingTimes(
    (pathId, pairs) => told.push([pathId, pairs]),
    (ms, task) => void clock.after(ms, task),
  )
  return { clock, told, times }
}

it('the times of many messages are told a few times a second, path by path', () => {
  const { clock, told, times } = setUp()
  times.add(1, 0.01)
  times.add(2, 0.2)
  times.add(1, 0.01)
  expect(told).toEqual([])
  clock.advance(250)
  expect(told).toEqual([
    [1, [10, 2]],
    [2, [200, 1]],
  ])
  times.add(2, 0.1)
  clock.advance(250)
  expect(told.slice(2)).toEqual([[2, [100, 1]]])
})

it('nothing is told while nothing is handled', () => {
  const { clock, told, times } = setUp()
  times.add(1, 0.01)
  clock.advance(10_000)
  expect(told).toHaveLength(1)
  times.tell()
  expect(told).toHaveLength(1)
})
