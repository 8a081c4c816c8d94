import type { ServerStatus } from '../../shared/model/server'
import type { PassthroughRule } from '../../shared/model/workspace'
import { isSelfUpstream, selfUrl } from '../../shared/self-upstream'

/**
 * The rule with `self` replaced by the address at which the running server is reached from here. Without
 * a running server there is no client either, and the rule stays as it is.
 */
export function resolveSelf(rule: PassthroughRule, server: ServerStatus): PassthroughRule {
  if (server.state !== 'running' || !isSelfUpstream(rule)) return rule
  const secure = server.url.startsWith('wss:')
  const address = `${secure ? 'wss' : 'ws'}://${reachableHost(server.host)}:${server.port}`
  return {
    ...rule,
    upstream: rule.upstream.replace(selfUrl, address),
    // Our own certificate is signed by nobody, and there is nobody in between.
    verifyTls: secure ? false : rule.verifyTls,
  }
}

function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
