import type { Payload } from '../../shared/model/message'

/** Fields that tell one request from another without being a part of what it asks. */
const idKeys = new Set([
  'id',
  'requestid',
  'reqid',
  'messageid',
  'msgid',
  'correlationid',
  'callid',
  'ref',
  'nonce',
  'traceid',
])

/** The JSON value of a text; undefined for other text and for bytes. */
export function parsedJson(payload: Payload): unknown {
  if (typeof payload !== 'string') return undefined
  try {
    return JSON.parse(payload)
  } catch {
    // Most protocols have messages that are no JSON.
    return undefined
  }
}

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The keys of the ids that `reply` carries over from `request`: JSON-RPC's `id`, for instance. */
export function carriedIds(request: Payload, reply: Payload): string[] {
  const asked = parsedJson(request)
  const answered = parsedJson(reply)
  if (!isJsonObject(asked) || !isJsonObject(answered)) return []
  return Object.entries(asked)
    .filter(([key, value]) => isIdKey(key) && isId(value) && answered[key] === value)
    .map(([key]) => key)
}

/** Equal for requests that differ in nothing but the values of `ids` and the order of their fields. */
export function requestKey(request: Payload, ids: readonly string[]): string {
  if (typeof request !== 'string') return `binary ${Buffer.from(request).toString('base64')}`
  const value = parsedJson(request)
  if (typeof value !== 'object' || value === null) return `text ${request}`
  if (Array.isArray(value)) return `json ${canonical(value)}`
  const rest = Object.entries(value).filter(([key]) => !ids.includes(key))
  return `json ${ids.toSorted().join()} ${canonical(Object.fromEntries(rest))}`
}

function isIdKey(key: string): boolean {
  return idKeys.has(key.replace(/[_-]/g, '').toLowerCase())
}

function isId(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${fields.join()}}`
}
