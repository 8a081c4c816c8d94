import type { CopyFormat, SeqRange } from '../../../shared/model/traffic'
import type { CopiedEntries } from './capture-protocol'
import type { EntryPlace, EntryStore } from './entry-store'
import { exportedEntry, placesIn } from './export-jsonl'
import { afterFaults } from './fault-steps'
import { rowOf } from './traffic-rows'
import type { TrafficView } from './traffic-view'

/** Characters that are put on the clipboard at most: more stops the programs that they are pasted into. */
const maxLength = 20_000_000

/** What of the view is in the ascending `ranges`, one entry per line. */
export function copyEntries(
  store: EntryStore,
  view: TrafficView,
  ranges: readonly SeqRange[],
  format: CopyFormat,
): CopiedEntries {
  const lines: string[] = []
  let length = 0
  for (const place of placesIn(store, view, ranges)) {
    const line = format === 'jsonl' ? JSON.stringify(exportedEntry(store, place)) : textLine(store, place)
    length += line.length + 1
    if (length > maxLength) return { text: lines.join('\n'), entries: lines.length, cut: true }
    lines.push(line)
  }
  return { text: lines.join('\n'), entries: lines.length, cut: false }
}

const arrows = {
  'from-client': '↑',
  'to-client': '↓',
  'to-upstream': '⇡',
  'from-upstream': '⇣',
  none: '•',
} as const

/** Time, direction, connection, path and the whole body, parted by tabs. */
function textLine(store: EntryStore, place: EntryPlace): string {
  const row = rowOf(store, place)
  const payload = afterFaults(place.chunk.payload(place.index), store.faultsOf(place))
  const words = row.kind === 'text' ? '' : row.code === 0 ? row.kind : `${row.kind} ${row.code}`
  // A binary body is told as far as the list shows it: its bytes are what JSON lines are for.
  const body = typeof payload === 'string' ? payload : row.preview
  const what = [words, body].filter((part) => part !== '').join(' ')
  const time = new Date(row.at).toISOString()
  return [time, arrows[row.direction], row.connectionId ?? '', row.path, what].join('\t')
}
