import type { TrafficRow } from '../../../shared/model/traffic'

/** What is said of an entry on which no handler, rule or fault left a note. */
export function unexplainedWords({ origin, cause }: Pick<TrafficRow, 'origin' | 'cause'>): string {
  if (origin === 'user') return 'You: it comes from this window.'
  if (origin === 'handler' && cause === 0) {
    return 'A handler of its own accord, not in answer to an entry: a timer, an action, or the loading of the code.'
  }
  return 'Nobody: no handler, rule or fault took part.'
}
