import { expect, it } from 'vitest'
import { TurnClock } from './clock'
import { FakeClock } from './fake-clock.test-support'

it('a turn has one time, the next one its own', async () => {
  const real = new FakeClock()
  const clock = new TurnClock(real)
  const first = clock.now()
  real.advance(5)
  expect(clock.now()).toBe(first)
  await new Promise<void>((resolve) => setImmediate(resolve))
  expect(clock.now()).toBe(first + 5)
})
