import type { Payload } from '../../shared/model/message'
import { parsedJson } from './message-ids'

/** A line of generated code is at most this long, where its parts allow that. */
const maxLine = 100

/** A message as TypeScript: JSON as an object, other text as a string, bytes from their base64. */
export function messageLiteral(payload: Payload, indent: number): string {
  if (typeof payload !== 'string') {
    return `bytes(${stringLiteral(Buffer.from(payload).toString('base64'))})`
  }
  const value = parsedJson(payload)
  // Where writing the object would not give the same text again, the text itself is kept.
  const isFaithful = typeof value === 'object' && value !== null && JSON.stringify(value) === payload
  return isFaithful ? valueLiteral(value, indent) : stringLiteral(payload)
}

/** A JSON value as TypeScript, on one line where it fits. `indent` in spaces. */
export function valueLiteral(value: unknown, indent: number): string {
  const short = flat(value)
  if (short.length + indent <= maxLine || typeof value !== 'object' || value === null) return short
  const inner = ' '.repeat(indent + 2)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const parts = Array.isArray(value)
    ? value.map((item) => valueLiteral(item, indent + 2))
    : Object.entries(value).map(([key, item]) => `${keyLiteral(key)}: ${valueLiteral(item, indent + 2)}`)
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${' '.repeat(indent)}${close}`
}

/** A string in single quotes, or in double ones where that needs fewer escapes. */
export function stringLiteral(text: string): string {
  const double = JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16)}`,
  )
  if (text.includes("'")) return double
  return `'${double.slice(1, -1).replaceAll('\\"', '"')}'`
}

function flat(value: unknown): string {
  if (typeof value === 'string') return stringLiteral(value)
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : JSON.stringify(value)
  const fields = Object.entries(value).map(([key, item]) => `${keyLiteral(key)}: ${flat(item)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function keyLiteral(key: string): string {
  // As a plain key it would set the prototype instead.
  if (key === '__proto__') return "['__proto__']"
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringLiteral(key)
}
