import { z } from 'zod'

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Deeper values run out of stack when they are read or written. */
const maxDepth = 500
/** More values than any state holds; one object that is in many places counts each time, as it would in text. */
const maxValues = 1_000_000

/** Validates that a value is JSON: what `state` and `metadata` may hold. No circles, at most 500 levels. */
export const jsonSchema: z.ZodType<Json> = z.custom<Json>((value) => isJson(value, { left: maxValues }, 0), {
  error: `not a JSON value of at most ${maxDepth} levels`,
})

function isJson(value: unknown, budget: { left: number }, depth: number): boolean {
  budget.left -= 1
  if (depth > maxDepth || budget.left < 0) return false
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      if (value === null) return true
      if (!Array.isArray(value) && !isPlain(value)) return false
      return Object.values(value).every((part) => isJson(part, budget, depth + 1))
    default:
      return false
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
