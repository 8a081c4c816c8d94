import type { ConnectionSummary } from '../../shared/model/connection'
import type { RecordedEntry, RecordedHandshake } from '../../shared/model/recording'
import type { CapturedEntry } from '../engine/capture/capture-log'

/** A recording is kept with the workspace, and shared with it: it holds nobody's credentials. */
const secretHeaders = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie'])

/** What the engine captured as a recording holds it; `startedAt` in milliseconds since the epoch. */
export function recordedEntry(
  entry: CapturedEntry,
  startedAt: number,
  opened: ConnectionSummary | undefined,
): RecordedEntry {
  const { seq, kind, direction, origin, path, payload, code, cause, faults } = entry
  return {
    t: Math.max(0, roundedMs(entry.at - startedAt)),
    seq,
    kind,
    direction,
    origin,
    connection: entry.connection === 0 ? null : `c${entry.connection}`,
    path,
    ...bodyOf(kind, payload),
    ...(code === 0 ? {} : { code }),
    ...(cause === 0 ? {} : { cause }),
    ...(faults === null || faults.length === 0 ? {} : { faults: [...faults] }),
    ...(opened ? { handshake: recordedHandshake(opened) } : {}),
  }
}

/** The handshake of a connection; the values of headers that carry credentials are left out. */
export function recordedHandshake({
  query,
  subprotocol,
  headers,
}: Pick<ConnectionSummary, 'query' | 'subprotocol' | 'headers'>): RecordedHandshake {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    secretHeaders.has(name.toLowerCase()) ? '(not recorded)' : value,
  ])
  return { query, subprotocol, headers: Object.fromEntries(shown) }
}

function bodyOf(
  kind: CapturedEntry['kind'],
  payload: CapturedEntry['payload'],
): Pick<RecordedEntry, 'text' | 'base64' | 'reason'> {
  if (payload === null) return {}
  if (typeof payload === 'string') return kind === 'close' ? { reason: payload } : { text: payload }
  return { base64: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('base64') }
}

/** Microseconds are as fine as the clock is. */
function roundedMs(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
