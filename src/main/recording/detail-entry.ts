import type { RecordedEntry } from '../../shared/model/recording'
import type { TrafficDetail } from '../../shared/model/traffic'

/** An entry of the session as one of a recording. */
export function detailEntry({ row, body }: TrafficDetail): RecordedEntry {
  return {
    t: row.at,
    seq: row.seq,
    kind: row.kind,
    direction: row.direction,
    origin: row.origin,
    connection: row.connectionId,
    path: row.path,
    ...(row.cause === 0 ? {} : { cause: row.cause }),
    ...(body.type === 'text' ? { text: body.text } : {}),
    ...(body.type === 'binary' ? { base64: Buffer.from(body.data).toString('base64') } : {}),
  }
}
