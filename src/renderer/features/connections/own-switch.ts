import type { FaultView, RuleView } from '../../../shared/ipc/snapshot'
import type { ConnectionSummary } from '../../../shared/model/connection'
import type { Fault } from '../../../shared/model/workspace'
import { compilePath } from '../../../shared/path-pattern'
import { t } from '../../../shared/text/t'
import { faultWords } from '../faults/fault-words'

/** A passthrough rule or a fault as it is switched for one connection. */
export interface OwnSwitch {
  readonly name: string
  readonly description: string
  readonly enabled: boolean
  readonly forOthers: boolean
  /** The connection has a switch of its own, whatever the others follow. */
  readonly isOwn: boolean
}

/** The rules on a connection's path. */
export function ruleSwitches(
  rules: readonly RuleView[],
  { path, passthrough }: Pick<ConnectionSummary, 'path' | 'passthrough'>,
): readonly OwnSwitch[] {
  return rules
    .filter(({ rule }) => mayMeet(rule.path, path))
    .map(({ rule, enabled }) =>
      ownSwitch(rule.name, `${rule.path} → ${rule.upstream}`, enabled, passthrough[rule.name]),
    )
}

/** The faults on a connection's path that act on its messages. */
export function faultSwitches(
  views: readonly FaultView[],
  { path, faults }: Pick<ConnectionSummary, 'path' | 'faults'>,
): readonly OwnSwitch[] {
  return views
    .filter(({ fault }) => mayMeet(fault.path, path) && actsOnMessages(fault))
    .map(({ fault, enabled }) => ownSwitch(fault.name, faultWords(fault), enabled, faults[fault.name]))
}

/** What the connection's own switches say, in words: `passthrough for this connection: orders is on`. */
export function ownSwitchWords({
  passthrough,
  faults,
}: Pick<ConnectionSummary, 'passthrough' | 'faults'>): string {
  return [said(t`passthrough`, passthrough), said(t`faults`, faults)]
    .filter((words) => words !== '')
    .join('; ')
}

function said(what: string, switches: Readonly<Record<string, boolean>>): string {
  const each = Object.entries(switches).map(([name, enabled]) => t`${name} is ${enabled ? t`on` : t`off`}`)
  return each.length === 0 ? '' : t`${what} for this connection: ${each.join(', ')}`
}

function ownSwitch(
  name: string,
  description: string,
  forOthers: boolean,
  own: boolean | undefined,
): OwnSwitch {
  return { name, description, forOthers, enabled: own ?? forOthers, isOwn: own !== undefined }
}

/** Refused and stalled handshakes are over when there is a connection. */
function actsOnMessages(fault: Fault): boolean {
  const { latencyMs, drop, duplicate, reorder, corrupt, throttle, disconnectAfter } = fault
  const happens = drop > 0 || duplicate > 0 || reorder > 0 || corrupt > 0
  return happens || latencyMs !== null || throttle !== null || disconnectAfter !== null
}

/** False only where it is certain: optional parts and the like are the handlers' to understand. */
function mayMeet(pattern: string, path: string): boolean {
  if (pattern === '*' || /[{}\\"]|\*[^/]|[^/]\*|[^/]:/.test(pattern)) return true
  return compilePath(pattern)(path)
}
