import { expect, it } from 'vitest'
import { breakpointOf, breakpointProblems, draftOf, newBreakpoint } from './breakpoint-form'

const draft = draftOf({ ...newBreakpoint, name: 'orders', message: { jsonpath: '$.type', equals: 'buy' } })

it('gives back the breakpoint that it was made from', () => {
  expect(breakpointOf(draft, true)).toEqual({
    name: 'orders',
    enabled: true,
    path: '/*',
    directions: ['from-client', 'to-client'],
    message: { jsonpath: '$.type', equals: 'buy' },
  })
})

it('says what is wrong beside each field', () => {
  const wrong = { ...draft, name: ' ', path: '/a*', directions: new Set<never>() }
  const bad = { ...wrong, message: { ...draft.message, type: 'regex', value: '(' } } as const
  expect(breakpointProblems(bad, [])).toEqual({
    name: 'A breakpoint needs a name',
    path: '* and :name can only stand for whole parts of the path: /ws/*, /ws/:id',
    directions: 'Choose at least one direction',
    message: expect.stringContaining('Unterminated group'),
  })
  expect(breakpointProblems(draft, ['orders']).name).toBe('Another breakpoint is named “orders”')
})
