import type { Json } from '../../../shared/json'
import type { HoldDirection } from '../../../shared/model/hold'
import type { TrafficDetail } from '../../../shared/model/traffic'
import type { Breakpoint } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { parseJson } from '../frame-detail/parse-json'
import { newBreakpoint } from './breakpoint-form'

/** Fields by which messages say what they are, the most telling first. */
const kindFields = ['type', 'event', 'op', 'action', 'method', 'kind', 'cmd', 'command', 'topic', 'channel']
/** Fields that messages of any kind have: that one is there says little. */
const commonFields = new Set([
  'id',
  'ts',
  'at',
  'time',
  'timestamp',
  'date',
  'seq',
  'version',
  'v',
  'jsonrpc',
])
/** A longer text, word or value is no name for a kind of message. */
const longestText = 200
const longestName = 40
/** Of a longer text it is not looked for what it says it is: the window would stand still for that. */
const longestJson = 200_000

/**
 * A breakpoint for messages like this one: the same direction and path, and the same kind where the message
 * says what it is, or looks like it. Null for what can't be held.
 */
export function breakpointLike({ row, body }: Pick<TrafficDetail, 'row' | 'body'>): Breakpoint | null {
  if ((row.kind !== 'text' && row.kind !== 'binary') || row.direction === 'none') return null
  return { ...newBreakpoint, path: plainPath(row.path), ...kindOf(body, row.direction) }
}

type Named = Pick<Breakpoint, 'name' | 'message'>

function kindOf(
  body: TrafficDetail['body'],
  direction: HoldDirection,
): Pick<Breakpoint, 'name' | 'message' | 'directions'> {
  const named = body.type === 'text' && body.text.length <= longestJson ? kindOfText(body.text) : null
  return {
    ...(named ?? { name: t`messages ${wordsOf(direction)}`, message: { any: true } }),
    directions: [direction],
  }
}

/** Null where nothing about the text tells what kind of message it is. */
function kindOfText(text: string): Named | null {
  return kindOfJson(parseJson(text), '$') ?? kindOfWords(text)
}

/** By the field that names the kind, else by one that messages of other kinds hardly have. */
function kindOfJson(json: Json | undefined, path: string): Named | null {
  if (typeof json !== 'object' || json === null) return null
  if (Array.isArray(json)) return kindOfArray(json)
  const fields = new Map<string, Json>(Object.entries(json))
  for (const field of kindFields) {
    const value = fields.get(field)
    if (typeof value === 'number' || (typeof value === 'string' && value.length <= longestName)) {
      return { name: `${field} ${String(value)}`, message: { jsonpath: `${path}.${field}`, equals: value } }
    }
  }
  const names = [...fields.keys()].filter((name) => /^[A-Za-z_]\w*$/.test(name) && name.length <= longestName)
  const telling = names.find((name) => !commonFields.has(name.toLowerCase())) ?? names[0]
  return telling === undefined ? null : { name: telling, message: { jsonpath: `${path}.${telling}` } }
}

/** `["chat", …]` begins with its name; of a list of objects the first tells what the others are. */
function kindOfArray(json: readonly Json[]): Named | null {
  const [first] = json
  if (first === undefined) return null
  // A text with digits is an id rather than a name.
  if (typeof first === 'string' && first.length <= longestName && /^\D+$/.test(first)) {
    return { name: first, message: { jsonpath: '$[0]', equals: first } }
  }
  const ofFirst = Array.isArray(first) ? null : kindOfJson(first, '$[0]')
  return ofFirst ?? { name: t`lists`, message: { jsonpath: '$[0]' } }
}

/** By the first of several words; what follows it is other from message to message. */
function kindOfWords(text: string): Named | null {
  const word = /^(\S+)\s+\S/.exec(text)?.[1]
  if (word !== undefined && word.length <= longestName) {
    return { name: word, message: { regex: `^${patternOf(word)}${/\w$/.test(word) ? '\\b' : '(?!\\S)'}` } }
  }
  return text.length > longestText ? null : { name: text.slice(0, longestName), message: { exact: text } }
}

/** Matches the word, and the same one with another number: `c7` as `c12`. */
function patternOf(word: string): string {
  return word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&').replace(/\d+/g, '\\d+')
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
