import { expect, it } from 'vitest'
import { ConnectionRate } from './connection-rate'

function rateAt(clock: { now: number }): ConnectionRate {
  return new ConnectionRate(() => clock.now)
}

const admitted = (rate: ConnectionRate, perSecond: number | null, tries: number): number =>
  Array.from({ length: tries }, () => rate.admit(perSecond)).filter(Boolean).length

it('lets a burst of one second through, then as many as the time that passed allows', () => {
  const clock = { now: 5_000 }
  const rate = rateAt(clock)
  expect(admitted(rate, 10, 25)).toBe(10)
  clock.now += 500
  expect(admitted(rate, 10, 25)).toBe(5)
  clock.now += 100
  expect(admitted(rate, 10, 25)).toBe(1)
})

it('saves up no more than one second, however long nobody came', () => {
  const clock = { now: 0 }
  const rate = rateAt(clock)
  expect(admitted(rate, 3, 9)).toBe(3)
  clock.now += 3_600_000
  expect(admitted(rate, 3, 9)).toBe(3)
})

it('refuses nobody without a limit, and follows one that is changed', () => {
  const clock = { now: 0 }
  const rate = rateAt(clock)
  expect(admitted(rate, null, 1000)).toBe(1000)
  expect(admitted(rate, 2, 5)).toBe(2)
  expect(admitted(rate, null, 5)).toBe(5)
  expect(admitted(rate, 4, 5)).toBe(4)
})

it('lets one through where the limit is one, each second', () => {
  const clock = { now: 0 }
  const rate = rateAt(clock)
  expect(admitted(rate, 1, 3)).toBe(1)
  clock.now += 999
  expect(rate.admit(1)).toBe(false)
  clock.now += 1
  expect(rate.admit(1)).toBe(true)
})
