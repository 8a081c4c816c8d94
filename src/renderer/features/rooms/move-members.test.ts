import { expect, it } from 'vitest'
import { moveWords } from './move-members'

it('says who was moved or removed, by name where it is one', () => {
  expect(moveWords(['c3'], 'lobby', 'kitchen')).toBe('Moved c3 from lobby to kitchen')
  expect(moveWords(['c3', 'c4'], 'lobby', null)).toBe('Removed 2 members from lobby')
})
