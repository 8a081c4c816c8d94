import { expect, it } from 'vitest'
import { holdingSchema } from '../../../shared/model/workspace'
import { secondsProblem } from './holding-seconds'

it.each(['0.1', ' 1.5 ', '86400'])('takes %j seconds, as the workspace’s file does', (typed) => {
  expect(secondsProblem(typed)).toBeNull()
  expect(holdingSchema.safeParse({ timeoutMs: Number(typed) * 1000 }).success).toBe(true)
})

it.each(['', ' ', '0', '0.09', '86401', '-1', 'a minute', 'NaN', 'Infinity'])('refuses %j', (typed) => {
  expect(secondsProblem(typed)).toMatch(/0\.1 to 86400/)
  expect(holdingSchema.safeParse({ timeoutMs: Number(typed) * 1000 }).success).toBe(false)
})
