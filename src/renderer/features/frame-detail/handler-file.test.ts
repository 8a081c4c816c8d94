import { expect, it } from 'vitest'
import { handlerFileOf } from './handler-file'

const step = (actor: string) => ({ actor, outcome: 'answered', durationMs: 1 })
const files = ['handlers/chat.ts', 'handlers/api/users.ts']

it('finds the file of the handler that acted among faults, rules and people', () => {
  expect(handlerFileOf([step('fault slow'), step('api/users.ts')], files)).toBe('handlers/api/users.ts')
  expect(handlerFileOf([step('You')], files)).toBeNull()
  expect(handlerFileOf([step('removed.ts')], files)).toBeNull()
})
