import type { Json } from '../../../shared/json'
import type { HoldDirection } from '../../../shared/model/hold'
import type { TrafficDetail } from '../../../shared/model/traffic'
import type { Breakpoint } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { parseJson } from '../frame-detail/parse-json'
import { newBreakpoint } from './breakpoint-form'

/** Fields by which messages say what they are, the most telling first. */
const kindFields = ['type', 'event', 'op', 'action', 'method', 'kind', 'cmd', 'command', 'topic', 'channel']
/** A longer text is no name for a kind of message. */
const longestText = 200
/** Of a longer text it is not looked for what it says it is: the window would stand still for that. */
const longestJson = 200_000

/**
 * A breakpoint for messages like this one: the same direction and path, and the same kind where the message
 * says what it is. Null for what can't be held.
 */
export function breakpointLike({ row, body }: Pick<TrafficDetail, 'row' | 'body'>): Breakpoint | null {
  if ((row.kind !== 'text' && row.kind !== 'binary') || row.direction === 'none') return null
  return { ...newBreakpoint, path: plainPath(row.path), ...kindOf(body, row.direction) }
}

function kindOf(
  body: TrafficDetail['body'],
  direction: HoldDirection,
): Pick<Breakpoint, 'name' | 'message' | 'directions'> {
  const directions = [direction]
  if (body.type !== 'text')
    return { name: t`messages ${wordsOf(direction)}`, message: { any: true }, directions }
  const kind = body.text.length > longestJson ? null : kindField(parseJson(body.text))
  if (kind) {
    const { field, value } = kind
    return {
      name: `${field} ${String(value)}`,
      message: { jsonpath: `$.${field}`, equals: value },
      directions,
    }
  }
  if (body.text.length > longestText) {
    return { name: t`messages ${wordsOf(direction)}`, message: { any: true }, directions }
  }
  return { name: body.text.slice(0, 40), message: { exact: body.text }, directions }
}

function kindField(
  json: Json | undefined,
): { readonly field: string; readonly value: string | number } | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const fields = new Map<string, Json>(Object.entries(json))
  for (const field of kindFields) {
    const value = fields.get(field)
    if (typeof value === 'number' || (typeof value === 'string' && value.length <= 40))
      return { field, value }
  }
  return null
}

function wordsOf(direction: HoldDirection): string {
  return direction.replace('-', ' ')
}

/** Parts that a breakpoint's path could not name stand for any. */
function plainPath(path: string): string {
  return path
    .split('/')
    .map((part) => (/[*:{}\\]/.test(part) ? '*' : part))
    .join('/')
}
