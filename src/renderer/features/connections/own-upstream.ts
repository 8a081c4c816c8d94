import type { RuleView } from '../../../shared/ipc/snapshot'
import { isSelfUpstream, selfPath } from '../../../shared/self-upstream'
import { t } from '../../../shared/text/t'

/** Says of the path of a connection that rules lead there, so that it may be this app's own; '' where none does. */
export function ownUpstreamWords(rules: readonly Pick<RuleView, 'rule'>[], path: string): string {
  const names = rules
    .filter(({ rule }) => isSelfUpstream(rule) && leadsTo(selfPath(rule), path))
    .map(({ rule }) => rule.name)
  return names.length === 0
    ? ''
    : t`upstream of ${names.join(', ')}: what the rule passes on comes in here, over a connection of this app’s own`
}

/** What the client's path has in place of `*` is appended to an upstream that ends in it. */
function leadsTo(upstream: string, path: string): boolean {
  return upstream.endsWith('/*') ? path.startsWith(upstream.slice(0, -1)) : path === upstream
}
