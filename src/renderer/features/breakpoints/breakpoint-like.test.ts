import { expect, it } from 'vitest'
import type { TrafficDetail } from '../../../shared/model/traffic'
import { trafficRow } from '../traffic/traffic-row.test-support'
import { breakpointLike } from './breakpoint-like'

function detail(body: TrafficDetail['body'], row: Partial<TrafficDetail['row']> = {}) {
  return { row: trafficRow({ kind: 'text', direction: 'from-client', path: '/ws', ...row }), body }
}

it('takes the field by which a JSON message says what it is', () => {
  const text = '{"id":7,"type":"order.buy","amount":1}'
  expect(breakpointLike(detail({ type: 'text', text }))).toMatchObject({
    name: 'type order.buy',
    path: '/ws',
    directions: ['from-client'],
    message: { jsonpath: '$.type', equals: 'order.buy' },
  })
})

it('takes a field that is there, other values of it too, where none says what the message is', () => {
  const messageOf = (json: unknown) =>
    breakpointLike(detail({ type: 'text', text: JSON.stringify(json) }))?.message
  expect(messageOf({ symbol: 'ACME', price: 3, at: '2026-01-01' })).toEqual({ jsonpath: '$.symbol' })
  expect(messageOf({ id: 7, at: 1, result: {} })).toEqual({ jsonpath: '$.result' })
  expect(messageOf({ 'a b': 1, id: 7 })).toEqual({ jsonpath: '$.id' })
  expect(messageOf([{ symbol: 'ACME' }, {}])).toEqual({ jsonpath: '$[0].symbol' })
  expect(messageOf([{ type: 'tick' }])).toEqual({ jsonpath: '$[0].type', equals: 'tick' })
  expect(messageOf(['chat', 'hi'])).toEqual({ jsonpath: '$[0]', equals: 'chat' })
  expect(messageOf([2, 'x'])).toEqual({ jsonpath: '$[0]' })
  expect(messageOf({})).toEqual({ exact: '{}' })
})

it.each([
  ['Hello at 12:03', '^Hello\\b', 'Hello at 12:04', 'Hellos to all'],
  ['/join lobby', '^/join\\b', '/join other', '/joined lobby'],
  ['[lobby] ada: hi', '^\\[lobby\\](?!\\S)', '[lobby] bob: ho', '[lobby]x'],
  ['c7 came in', '^c\\d+\\b', 'c12 came in', 'cx came in'],
])('takes the first word of %j', (text, regex, alike, other) => {
  expect(breakpointLike(detail({ type: 'text', text }))?.message).toEqual({ regex })
  expect(alike).toMatch(new RegExp(regex))
  expect(other).not.toMatch(new RegExp(regex))
})

it('takes the exact text of a short message, and every message of the direction else', () => {
  expect(breakpointLike(detail({ type: 'text', text: 'ping?' }))?.message).toEqual({ exact: 'ping?' })
  const long = detail({ type: 'text', text: 'x'.repeat(500) }, { direction: 'to-client' })
  expect(breakpointLike(long)).toMatchObject({ name: 'messages to client', message: { any: true } })
})

it('leaves open the parts of a path that a breakpoint could not name', () => {
  expect(breakpointLike(detail({ type: 'text', text: 'a' }, { path: '/ws/a:b/c' }))?.path).toBe('/ws/*/c')
})

it('is not offered for what can’t be held', () => {
  expect(breakpointLike(detail({ type: 'none' }, { kind: 'open', direction: 'none' }))).toBeNull()
})
