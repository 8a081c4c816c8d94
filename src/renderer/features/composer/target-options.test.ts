import { expect, it } from 'vitest'
import { targetGroups } from './target-options'

const connections = new Map([['c1', { id: 'c1', path: '/ws/one' }]])
const labels = (typed: string, path = '/ws/one') =>
  targetGroups(connections, new Map(), { to: 'path', path }, typed).flatMap(({ items }) =>
    items.map(({ label }) => label),
  )

it('offers a path that is typed, unless it is offered already', () => {
  expect(labels('/ws/*')).toContain('Path /ws/*')
  expect(labels('/ws/one').filter((label) => label === 'Path /ws/one')).toHaveLength(1)
  expect(labels('/ws/*', '/ws/*').filter((label) => label === 'Path /ws/*')).toHaveLength(1)
  expect(labels('lobby')).toEqual(['Everyone', 'Path /ws/one', 'Connection c1'])
})
