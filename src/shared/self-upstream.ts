import type { PassthroughRule } from './model/workspace'

/** `ws://self/some/path` as an upstream: this very server, on whatever port it listens. */
export const selfUrl = /^wss?:\/\/self(?=[/?#]|$)/i

/** Whether the rule's upstream is this server. */
export function isSelfUpstream(rule: Pick<PassthroughRule, 'upstream'>): boolean {
  return selfUrl.test(rule.upstream)
}

/** Where on this server a rule with a `self` upstream leads, without the query. */
export function selfPath(rule: Pick<PassthroughRule, 'upstream'>): string {
  const path = rule.upstream.replace(selfUrl, '').replace(/[?#].*$/, '')
  return path === '' ? '/' : path
}
