import type { TrafficRow } from '../../../shared/model/traffic'

/** A text message from client c1, with the given fields instead. */
export function trafficRow(fields: Partial<TrafficRow> = {}): TrafficRow {
  return {
    seq: 1,
    at: 1_000,
    kind: 'text',
    direction: 'from-client',
    origin: 'client',
    connectionId: 'c1',
    path: '/',
    preview: 'hello',
    size: 5,
    code: 0,
    latencyMs: null,
    cause: 0,
    ...fields,
  }
}

/** Rows with consecutive sequence numbers, one millisecond apart. */
export function trafficRows(firstSeq: number, count: number): readonly TrafficRow[] {
  return Array.from({ length: count }, (_, offset) =>
    trafficRow({ seq: firstSeq + offset, at: firstSeq + offset, preview: `message ${firstSeq + offset}` }),
  )
}
