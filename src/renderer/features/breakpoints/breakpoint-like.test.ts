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
