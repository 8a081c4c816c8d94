import { expect, it } from 'vitest'
import { MessagePattern } from '../engine/handlers/worker/message-pattern'
import { filterOfPattern } from './pattern-filter'

it.each([
  [MessagePattern.any(), { any: true }],
  [MessagePattern.exact('say "hi"\n'), { exact: 'say "hi"\n' }],
  [MessagePattern.regex('^/a/b$'), { regex: '^\\/a\\/b$' }],
  [MessagePattern.regex('x', 'i'), { regex: 'x', flags: 'i' }],
  [MessagePattern.jsonpath('$.type'), { jsonpath: '$.type' }],
  [MessagePattern.jsonpath('$.type', { a: ' = ' }), { jsonpath: '$.type', equals: { a: ' = ' } }],
])('%s is shown as %j', (pattern, filter) => {
  expect(filterOfPattern(String(pattern))).toEqual(filter)
})
