import { messageOf } from '../../../../shared/errors'
import type { Json } from '../../../../shared/json'
import { HandlerError } from './handler-error'

/**
 * `value` as JSON text.
 * @throws HandlerError of kind `json` for what JSON has no words for; `what` names the value in the message.
 */
export function toJsonText(value: unknown, what: string): string {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch (error) {
    throw new HandlerError('json', `${what} is not JSON: ${firstLine(messageOf(error))}`, { cause: error })
  }
  if (text === undefined) throw new HandlerError('json', `${what} is not JSON: it is ${typeOf(value)}`)
  return text
}

/** A frozen copy of `value` as JSON keeps it, so that later changes of the original stay without effect. */
export function toJson(value: unknown, what: string): Json {
  const text = toJsonText(value, what)
  return freezeJson(JSON.parse(text))
}

/** Freezes a JSON value all the way down: a write to a shared copy would be lost without a word. */
export function freezeJson(value: Json): Json {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) freezeJson(part)
  return Object.freeze(value)
}

/** Deep equality of JSON values; the order of keys does not matter. */
export function equalJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one === 'number' && typeof other === 'number') return one === other
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const mine = new Map(Object.entries(one))
  const theirs = Object.entries(other)
  return (
    mine.size === theirs.length &&
    theirs.every(([key, value]) => mine.has(key) && equalJson(mine.get(key), value))
  )
}

function typeOf(value: unknown): string {
  return value === undefined ? 'undefined' : `a ${typeof value}`
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}
