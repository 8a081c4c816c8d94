import type { Direction, Origin, TrafficKind, TrafficRow } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
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
      return t`from the client`
    case 'to-client':
      return t`to the client`
    case 'to-upstream':
      return t`to the upstream`
    case 'from-upstream':
      return t`from the upstream`
    case 'none':
      return t`event`
    default:
      return direction satisfies never
  }
}

/** The origin in words, as chips and tooltips say it. */
export function originWords(origin: Origin): string {
  switch (origin) {
    case 'client':
      return t`client`
    case 'handler':
      return t`handler`
    case 'upstream':
      return t`upstream`
    case 'user':
      return t`you`
    case 'fault':
      return t`fault`
    case 'engine':
      return t`server`
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
      return t`handshake`
    case 'refused':
      return t`refused handshake`
    case 'upstream-open':
      return t`upstream opened`
    case 'upstream-close':
      return t`upstream closed`
    case 'upstream-error':
      return t`upstream error`
    case 'handler-error':
      return t`handler error`
    case 'discarded':
      return t`discarded`
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
      return t`Ping`
    case 'pong':
      return t`Pong`
    case 'open':
      return t`Connected`
    case 'refused':
      return joinWords(t`Refused`, codeOf(row), describeHttpStatus(row.code))
    case 'close':
      return joinWords(t`Closed`, codeOf(row), describeCloseCode(row.code))
    case 'upstream-open':
      return t`Upstream connected`
    case 'upstream-close':
      return joinWords(t`Upstream closed`, codeOf(row), describeCloseCode(row.code))
    case 'upstream-error':
      return t`Upstream error`
    case 'handler-error':
      return t`Handler error`
    case 'fault':
      return t`Fault`
    case 'discarded':
      return t`Discarded`
    case 'limit':
      return t`Limit`
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
