import type { TrafficRow } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'

/** What is said of an entry on which no handler, rule or fault left a note. */
export function unexplainedWords({ origin, cause }: Pick<TrafficRow, 'origin' | 'cause'>): string {
  if (origin === 'user') return t`You: it comes from this window.`
  if (origin === 'handler' && cause === 0) {
    return t`A handler of its own accord, not in answer to an entry: a timer, an action, or the loading of the code.`
  }
  return t`Nobody: no handler, rule or fault took part.`
}
