import type { MessageFilter, PassthroughRule } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { parseJson } from '../frame-detail/parse-json'

export const filterTypes = ['any', 'none', 'exact', 'regex', 'jsonpath'] as const
export type FilterType = (typeof filterTypes)[number]

/** Which messages go through, as the dialog's fields hold it. */
export interface FilterDraft {
  readonly type: FilterType
  /** The exact text, the pattern, or the JSONPath. */
  readonly value: string
  readonly flags: string
  /** JSON that the JSONPath's value must equal; empty for "is there". */
  readonly equals: string
}

/** A rule as the dialog's fields hold it: whatever was typed, right or wrong. */
export interface RuleDraft {
  readonly name: string
  readonly path: string
  readonly upstream: string
  readonly clientToServer: FilterDraft
  readonly serverToClient: FilterDraft
  readonly alsoHandle: boolean
  readonly onUpstreamClose: 'relay' | 'keep'
  /** Names of headers, separated by commas or spaces. */
  readonly forwardHeaders: string
  readonly verifyTls: boolean
}

export type RuleField = 'name' | 'path' | 'upstream' | 'clientToServer' | 'serverToClient' | 'forwardHeaders'
export type RuleProblems = Readonly<Partial<Record<RuleField, string>>>

const anyMessage: FilterDraft = { type: 'any', value: '', flags: '', equals: '' }

/** What the dialog holds for a new rule. */
export const emptyDraft: RuleDraft = {
  name: '',
  path: '/*',
  upstream: '',
  clientToServer: anyMessage,
  serverToClient: anyMessage,
  alsoHandle: false,
  onUpstreamClose: 'relay',
  forwardHeaders: '',
  verifyTls: true,
}

/** What the dialog holds for a rule that exists. */
export function draftOf(rule: PassthroughRule): RuleDraft {
  return {
    name: rule.name,
    path: rule.path,
    upstream: rule.upstream,
    clientToServer: filterDraftOf(rule.clientToServer),
    serverToClient: filterDraftOf(rule.serverToClient),
    alsoHandle: rule.alsoHandle,
    onUpstreamClose: rule.onUpstreamClose,
    forwardHeaders: rule.forwardHeaders.join(', '),
    verifyTls: rule.verifyTls,
  }
}

/** A filter as the fields hold it. */
export function filterDraftOf(filter: MessageFilter): FilterDraft {
  if ('any' in filter) return anyMessage
  if ('none' in filter) return { ...anyMessage, type: 'none' }
  if ('exact' in filter) return { ...anyMessage, type: 'exact', value: filter.exact }
  if ('regex' in filter)
    return { ...anyMessage, type: 'regex', value: filter.regex, flags: filter.flags ?? '' }
  const equals = filter.equals === undefined ? '' : JSON.stringify(filter.equals)
  return { ...anyMessage, type: 'jsonpath', value: filter.jsonpath, equals }
}

/** What is wrong with the draft, by field; empty when nothing is. `otherNames` are the other rules'. */
export function ruleProblems(draft: RuleDraft, otherNames: readonly string[]): RuleProblems {
  const problems: Record<RuleField, string | null> = {
    name: nameProblem(draft.name, otherNames),
    path: pathProblem(draft.path.trim()),
    upstream: upstreamProblem(draft.upstream.trim()),
    clientToServer: filterProblem(draft.clientToServer),
    serverToClient: filterProblem(draft.serverToClient),
    forwardHeaders: headersProblem(headerNames(draft.forwardHeaders)),
  }
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null))
}

/** The rule that the draft stands for. Call it only when `ruleProblems` finds none. */
export function ruleOf(draft: RuleDraft, enabled: boolean): PassthroughRule {
  return {
    name: draft.name.trim(),
    enabled,
    path: draft.path.trim(),
    upstream: draft.upstream.trim(),
    clientToServer: filterOf(draft.clientToServer),
    serverToClient: filterOf(draft.serverToClient),
    alsoHandle: draft.alsoHandle,
    onUpstreamClose: draft.onUpstreamClose,
    forwardHeaders: [...headerNames(draft.forwardHeaders)],
    verifyTls: draft.verifyTls,
  }
}

/** The filter that a draft without a problem stands for. */
export function filterOf({ type, value, flags, equals }: FilterDraft): MessageFilter {
  switch (type) {
    case 'any':
      return { any: true }
    case 'none':
      return { none: true }
    case 'exact':
      return { exact: value }
    case 'regex':
      return flags === '' ? { regex: value } : { regex: value, flags }
    case 'jsonpath':
      return equals.trim() === '' ? { jsonpath: value } : { jsonpath: value, equals: parseJson(equals) }
    default:
      return type satisfies never
  }
}

function nameProblem(name: string, otherNames: readonly string[]): string | null {
  if (name.trim() === '') return t`A rule needs a name`
  return otherNames.includes(name.trim()) ? t`Another rule is named “${name.trim()}”` : null
}

/** Paths are written as those of handlers: `/ws/:room`, `/ws/*`, optional parts in braces. */
function pathProblem(path: string): string | null {
  if (!path.startsWith('/')) return t`A path starts with /, for instance /ws/prices/*`
  const reserved = /[()[\]+?!]/.exec(path)
  if (reserved) return t`“${reserved[0]}” can’t be in a path; * stands for the rest, :name for one part`
  return /:(?![\p{ID_Start}$_"])/u.test(path)
    ? t`A colon needs a name after it, for instance /ws/:room`
    : null
}

function upstreamProblem(upstream: string): string | null {
  if (upstream === '') return t`Where do the messages go? For instance wss://api.example.com/ws`
  if (!/^wss?:\/\/[^\s/]+/i.test(upstream)) return t`An upstream URL starts with ws:// or wss:// and a host`
  return URL.canParse(upstream) ? null : t`Not a valid URL`
}

/** What is wrong with a filter, null for nothing. */
export function filterProblem({ type, value, flags, equals }: FilterDraft): string | null {
  if (type === 'any' || type === 'none') return null
  if (value === '') return t`Say which messages`
  if (type === 'regex') return patternProblem(value, flags)
  if (type === 'exact') return null
  if (!value.startsWith('$')) return t`A JSONPath starts with $, for instance $.subscribe`
  return equals.trim() === '' || parseJson(equals) !== undefined
    ? null
    : t`What it equals is not JSON; text needs quotes`
}

function patternProblem(source: string, flags: string): string | null {
  try {
    new RegExp(source, flags)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function headerNames(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '')
}

/** Names are tokens (RFC 9110 §5.1). */
function headersProblem(names: readonly string[]): string | null {
  const bad = names.find((name) => !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name))
  return bad === undefined ? null : t`“${bad}” is not the name of a header`
}
