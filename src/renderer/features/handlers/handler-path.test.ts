import { expect, it } from 'vitest'
import { handlerPathOf } from './handler-path'

it('makes a handler file of a name, with or without folder and ending', () => {
  expect(handlerPathOf('orders')).toBe('handlers/orders.ts')
  expect(handlerPathOf('orders.js')).toBe('handlers/orders.js')
  expect(handlerPathOf('handlers/orders.ts')).toBe('handlers/orders.ts')
  expect(handlerPathOf('shop/v1.2')).toBe('handlers/shop/v1.2.ts')
})
