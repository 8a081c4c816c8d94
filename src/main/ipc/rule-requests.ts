import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type RuleRequests = Pick<
  RequestHandlers,
  | 'passthrough.setEnabled'
  | 'passthrough.save'
  | 'passthrough.remove'
  | 'faults.setEnabled'
  | 'faults.save'
  | 'faults.remove'
  | 'entries.restore'
>

export function ruleRequests({ session }: Services<'session'>): RuleRequests {
  return {
    'passthrough.setEnabled': ({ name, enabled }) => session.setRuleEnabled(name, enabled),
    'passthrough.save': ({ rule, replaces }) => session.saveRule(rule, replaces),
    'passthrough.remove': (name) => session.removeRule(name),
    'faults.setEnabled': ({ name, enabled }) => session.setFaultEnabled(name, enabled),
    'faults.save': ({ fault, replaces }) => session.saveFault(fault, replaces),
    'faults.remove': (name) => session.removeFault(name),
    'entries.restore': ({ list, name }) => session.restoreEntry(list, name),
  }
}
