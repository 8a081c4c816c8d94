import { messageOf } from '../../../../shared/errors'
import type * as api from '../../../../shared/handler-api/understudy'
import type { MessageFilter } from '../../../../shared/model/workspace'
import type { ActiveRule, UpstreamTarget } from '../protocol'
import type { ConnectionReplica } from './connection-replica'
import { filterPattern } from './filter-pattern'
import { HandlerError } from './handler-error'
import type { PassthroughHandler } from './passthrough'
import { PathPattern } from './path-pattern'

type Filter = (message: api.WsMessage) => boolean

/** A rule ready for use. */
interface Rule {
  readonly name: string
  readonly path: PathPattern
  readonly upstream: string
  readonly forwards: Filter
  readonly delivers: Filter
  readonly alsoHandle: boolean
  /** It forwards every message, past the handlers: whoever knows that need not ask again. */
  readonly takesAll: boolean
  readonly deliversAll: boolean
  readonly link: Omit<UpstreamTarget, 'url'>
  isEnabled: boolean
}

/** A rule on the path of a connection, with where its messages go. */
export interface RuleOnPath {
  readonly name: string
  readonly forwards: Filter
  readonly delivers: Filter
  readonly alsoHandle: boolean
  readonly target: UpstreamTarget
  /** Every message of this connection that no rule before it takes goes to it, past the handlers. */
  readonly takesAll: boolean
  /** Every reply passes its filter. */
  readonly deliversAll: boolean
  /** It is on only because the user switched it on for this connection. */
  readonly isForThisOne: boolean
}

/** What the rules mean for one connection. */
export interface ConnectionRules {
  /** Those that act, in order. */
  readonly on: readonly RuleOnPath[]
  /** Names of those that would, had the user not switched them off for this connection. */
  readonly passedOver: readonly string[]
}

/** The rules that decide which messages go to an upstream: the workspace's first, then those of the code. */
export class PassthroughRules {
  #workspace: readonly Rule[] = []
  #code: readonly Rule[] = []
  /** Forgotten whenever a rule changes. */
  #onPath = new WeakMap<ConnectionReplica, ConnectionRules>()

  /** Replaces the workspace's rules; returns what is wrong with those that can't be used. */
  setWorkspaceRules(rules: readonly ActiveRule[]): readonly string[] {
    const problems: string[] = []
    this.#workspace = rules.flatMap((rule) => {
      try {
        return [workspaceRule(rule)]
      } catch (error) {
        problems.push(`Passthrough rule ${rule.name} is not used: ${messageOf(error)}`)
        return []
      }
    })
    this.#onPath = new WeakMap()
    return problems
  }

  /** Replaces the rules that are declared in code; switched on unless `switches` says otherwise. */
  setCodeRules(
    handlers: readonly { readonly name: string; readonly handler: PassthroughHandler }[],
    switches: Readonly<Record<string, boolean>>,
  ): void {
    this.#code = handlers.map(({ name, handler }) => codeRule(name, handler, switches[name] ?? true))
    this.#onPath = new WeakMap()
  }

  switch(name: string, isEnabled: boolean): void {
    for (const rule of [...this.#workspace, ...this.#code]) {
      if (rule.name === name) rule.isEnabled = isEnabled
    }
    this.#onPath = new WeakMap()
  }

  /** Switches a rule for one connection; `undefined`: the rule's own switch counts again. */
  switchFor(connection: ConnectionReplica, rule: string, isEnabled: boolean | undefined): void {
    connection.switchRule(rule, isEnabled)
    this.#onPath.delete(connection)
  }

  servesPath(path: string): boolean {
    return [...this.#workspace, ...this.#code].some(
      (rule) => rule.isEnabled && rule.path.match(path) !== null,
    )
  }

  /** The rules on this connection's path, as they are switched for it. */
  for(connection: ConnectionReplica): ConnectionRules {
    const known = this.#onPath.get(connection)
    if (known) return known
    const all = [...this.#workspace, ...this.#code]
    const rules: ConnectionRules = {
      on: all
        .filter((rule) => connection.ruleSwitch(rule.name) ?? rule.isEnabled)
        .flatMap((rule) => ruleOnPath(rule, connection)),
      passedOver: all
        .filter((rule) => rule.isEnabled && connection.ruleSwitch(rule.name) === false)
        .filter((rule) => rule.path.match(connection.request.path) !== null)
        .map(({ name }) => name),
    }
    this.#onPath.set(connection, rules)
    return rules
  }

  /** @throws HandlerError of kind `connection` when no rule is for this connection. */
  firstFor(connection: ConnectionReplica): RuleOnPath {
    const [first] = this.for(connection).on
    if (first) return first
    const { path } = connection.request
    throw new HandlerError('connection', `No passthrough rule for ${path} is switched on`)
  }
}

function workspaceRule(rule: ActiveRule): Rule {
  return {
    name: rule.name,
    path: new PathPattern(rule.path),
    upstream: rule.upstream,
    forwards: compiled(rule.clientToServer),
    delivers: compiled(rule.serverToClient),
    alsoHandle: rule.alsoHandle,
    takesAll: 'any' in rule.clientToServer && !rule.alsoHandle,
    deliversAll: 'any' in rule.serverToClient,
    link: {
      forwardHeaders: rule.forwardHeaders,
      onUpstreamClose: rule.onUpstreamClose,
      verifyTls: rule.verifyTls,
    },
    isEnabled: rule.enabled,
  }
}

function codeRule(name: string, handler: PassthroughHandler, isEnabled: boolean): Rule {
  const { options } = handler.config
  return {
    name,
    path: new PathPattern(handler.handlesPath),
    upstream: handler.upstreamUrl,
    forwards: (message) => handler.shouldPassthrough(message),
    delivers: (message) => options.serverToClient?.matches(message) ?? true,
    alsoHandle: options.alsoHandle ?? false,
    // Whoever extends the class may decide otherwise next time.
    takesAll: false,
    deliversAll: options.serverToClient === undefined,
    link: {
      forwardHeaders: options.forwardHeaders ?? [],
      onUpstreamClose: options.onUpstreamClose ?? 'relay',
      verifyTls: options.verifyTls ?? true,
    },
    isEnabled,
  }
}

function compiled(filter: MessageFilter): Filter {
  const pattern = filterPattern(filter)
  return (message) => pattern?.matches(message) ?? false
}

function ruleOnPath(rule: Rule, connection: ConnectionReplica): readonly RuleOnPath[] {
  const match = rule.path.match(connection.request.path)
  if (!match) return []
  const url = upstreamUrl(rule.upstream, match.rest ?? '', connection.rawQuery)
  const { name, forwards, delivers, alsoHandle, deliversAll } = rule
  const isForThisOne = !rule.isEnabled
  const takesAll = rule.takesAll && !isForThisOne
  const target = { url, ...rule.link }
  return [{ name, forwards, delivers, alsoHandle, takesAll, deliversAll, target, isForThisOne }]
}

/**
 * Where the messages of one client go: the upstream's own path, with what the rule's `*` matched in place of
 * a `*` at its end, and the client's query after the upstream's own.
 */
export function upstreamUrl(upstream: string, rest: string, query: string): string {
  const at = upstream.indexOf('?')
  const base = at < 0 ? upstream : upstream.slice(0, at)
  const own = at < 0 ? '' : upstream.slice(at + 1)
  const path = base.endsWith('/*') ? base.slice(0, -1) + rest.replace(/^\/+/, '') : base
  const queries = [own, query].filter((part) => part !== '').join('&')
  return queries === '' ? path : `${path}?${queries}`
}
