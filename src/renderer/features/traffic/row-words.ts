import type { Direction, Origin, TrafficKind, TrafficRow } from '../../../shared/model/traffic'
import { isLostToFaults } from '../faults/fault-mark'
import { describeCloseCode, describeHttpStatus } from './close-code'

/** The direction's glyph; a dot for what has no direction. */
export function directionGlyph(direction: Direction): string {
  switch (direction) {
    case 'from-client':
      return '↑'
    case 'to-client':
      return '↓'
    case 'to-upstream':
      return '⇡'
    case 'from-upstream':
      return '⇣'
    case 'none':
      return '•'
    default:
      return direction satisfies never
  }
}

/** The direction in words: `from the client`. */
export function directionWords(direction: Direction): string {
  switch (direction) {
    case 'from-client':
      return 'from the client'
    case 'to-client':
      return 'to the client'
    case 'to-upstream':
      return 'to the upstream'
    case 'from-upstream':
      return 'from the upstream'
    case 'none':
      return 'event'
    default:
      return direction satisfies never
  }
}

/** The origin in words, as chips and tooltips say it. */
export function originWords(origin: Origin): string {
  switch (origin) {
    case 'client':
      return 'client'
    case 'handler':
      return 'handler'
    case 'upstream':
      return 'upstream'
    case 'user':
      return 'you'
    case 'fault':
      return 'fault'
    case 'engine':
      return 'server'
    default:
      return origin satisfies never
  }
}

/** The kind in words, as chips and the Message pane say it. */
export function kindWords(kind: TrafficKind): string {
  switch (kind) {
    case 'text':
    case 'binary':
    case 'ping':
    case 'pong':
    case 'close':
    case 'fault':
    case 'limit':
      return kind
    case 'open':
      return 'handshake'
    case 'refused':
      return 'refused handshake'
    case 'upstream-open':
      return 'upstream opened'
    case 'upstream-close':
      return 'upstream closed'
    case 'upstream-error':
      return 'upstream error'
    case 'handler-error':
      return 'handler error'
    case 'discarded':
      return 'discarded'
    default:
      return kind satisfies never
  }
}

/** Whether the row tells of something gone wrong: the only thing that is red. */
export function isErrorRow({ kind, origin }: Pick<TrafficRow, 'kind' | 'origin'>): boolean {
  // What a handler or a fault refuses is meant: that is what it was written for.
  if (kind === 'refused') return origin === 'engine'
  return kind === 'upstream-error' || kind === 'handler-error'
}

/** Whether the row is a message that nobody got: a fault, or you at a breakpoint, dropped it. */
export function isLostRow({ hold, faults }: Pick<TrafficRow, 'hold' | 'faults'>): boolean {
  return hold?.outcome === 'dropped' || isLostToFaults(faults)
}

/** Whether the row is a message rather than an event of the connection. */
export function isMessageRow(row: Pick<TrafficRow, 'kind'>): boolean {
  return row.kind === 'text' || row.kind === 'binary' || row.kind === 'ping' || row.kind === 'pong'
}

/** What an event says before its preview: `Refused 403 Forbidden`; empty for a message. */
export function eventWords(row: Pick<TrafficRow, 'kind' | 'code'>): string {
  switch (row.kind) {
    case 'text':
    case 'binary':
      return ''
    case 'ping':
      return 'Ping'
    case 'pong':
      return 'Pong'
    case 'open':
      return 'Connected'
    case 'refused':
      return joinWords('Refused', codeOf(row), describeHttpStatus(row.code))
    case 'close':
      return joinWords('Closed', codeOf(row), describeCloseCode(row.code))
    case 'upstream-open':
      return 'Upstream connected'
    case 'upstream-close':
      return joinWords('Upstream closed', codeOf(row), describeCloseCode(row.code))
    case 'upstream-error':
      return 'Upstream error'
    case 'handler-error':
      return 'Handler error'
    case 'fault':
      return 'Fault'
    case 'discarded':
      return 'Discarded'
    case 'limit':
      return 'Limit'
    default:
      return row.kind satisfies never
  }
}

/** The preview column: what the event is, in words, and the preview. */
export function rowWords(row: Pick<TrafficRow, 'kind' | 'code' | 'preview'>): string {
  const words = eventWords(row)
  // What was discarded, and what a fault did, is told in a sentence of its own.
  const isSentence = (row.kind === 'discarded' || row.kind === 'fault') && row.preview !== ''
  if (words === '' || isSentence) return row.preview
  return row.preview === '' ? words : `${words} · ${row.preview}`
}

function codeOf(row: Pick<TrafficRow, 'code'>): string {
  return row.code === 0 ? '' : String(row.code)
}

function joinWords(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ')
}
