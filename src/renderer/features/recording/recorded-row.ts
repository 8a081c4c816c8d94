import type { RecordedEntry } from '../../../shared/model/recording'
import { previewLength, type TrafficRow } from '../../../shared/model/traffic'
import { utf8Length } from '../../../shared/utf8'

/** A recorded entry as a row of Traffic. */
export function recordedRow(entry: RecordedEntry, index: number): TrafficRow {
  const { kind, direction, origin, path, connection, code = 0 } = entry
  const text = entry.text ?? entry.reason ?? ''
  const bytes = entry.base64 === undefined ? null : bytesOfBase64(entry.base64)
  return {
    seq: index + 1,
    at: entry.t,
    kind,
    direction,
    origin,
    connectionId: connection,
    path,
    preview: bytes ? hexStart(bytes) : text.slice(0, previewLength).replace(/\s+/g, ' '),
    size: bytes ? bytes.byteLength : utf8Length(text),
    code,
    latencyMs: null,
    cause: 0,
    ...(entry.faults ? { faults: entry.faults } : {}),
  }
}

export function bytesOfBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function hexStart(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 32), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}
