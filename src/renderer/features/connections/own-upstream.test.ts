import { expect, it } from 'vitest'
import { passthroughRuleSchema } from '../../../shared/model/workspace'
import { ownUpstreamWords } from './own-upstream'

const views = [
  ['orders', 'ws://self/upstream/shop?x=1'],
  ['rooms', 'ws://self/rooms/*'],
  ['real', 'wss://api.example.com/upstream/shop'],
].map(([name, upstream]) => ({ rule: passthroughRuleSchema.parse({ name, upstream }) }))

it('names the rules that lead to a path of this very server', () => {
  expect(ownUpstreamWords(views, '/upstream/shop')).toMatch(/^upstream of orders: /)
  expect(ownUpstreamWords(views, '/rooms/7')).toMatch(/^upstream of rooms: /)
  expect(ownUpstreamWords(views, '/ws/shop')).toBe('')
})
