import type { RuleView } from '../../../shared/ipc/snapshot'
import type { ConnectionSummary } from '../../../shared/model/connection'
import { compilePath } from '../../../shared/path-pattern'

/** A passthrough rule as it is switched for one connection. */
export interface RuleSwitch {
  readonly view: RuleView
  readonly enabled: boolean
  /** The connection has a switch of its own, whatever the rule's says. */
  readonly isOwn: boolean
}

/** The rules on a connection's path. */
export function ruleSwitches(
  rules: readonly RuleView[],
  { path, passthrough }: Pick<ConnectionSummary, 'path' | 'passthrough'>,
): readonly RuleSwitch[] {
  return rules
    .filter(({ rule }) => mayMeet(rule.path, path))
    .map((view) => {
      const own = passthrough[view.rule.name]
      return { view, enabled: own ?? view.enabled, isOwn: own !== undefined }
    })
}

/** What the connection's own switches say, in words: `orders is on, prices is off for this connection`. */
export function ownSwitchWords(passthrough: ConnectionSummary['passthrough']): string {
  const each = Object.entries(passthrough).map(([rule, enabled]) => `${rule} is ${enabled ? 'on' : 'off'}`)
  return each.length === 0 ? '' : `passthrough: ${each.join(', ')} for this connection`
}

/** False only where it is certain: optional parts and the like are the handlers' to understand. */
function mayMeet(pattern: string, path: string): boolean {
  if (pattern === '*' || /[{}\\"]|\*[^/]|[^/]\*|[^/]:/.test(pattern)) return true
  return compilePath(pattern)(path)
}
