import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { messageOf } from '../../shared/errors'
import {
  type MessageFilter,
  type WorkspaceSettings,
  workspaceSettingsSchema,
} from '../../shared/model/workspace'
import { compilePath } from '../../shared/path-pattern'
import { isSelfUpstream, selfPath } from '../../shared/self-upstream'
import { PathPattern } from '../engine/handlers/worker/path-pattern'
import { describeIssue, pathInWords } from './settings-problem'

/** The settings, or what is wrong with the text: `passthrough[0].upstream: not a ws:// or wss:// URL`. */
export type ParsedSettings =
  | { readonly ok: true; readonly settings: WorkspaceSettings }
  | { readonly ok: false; readonly message: string }

/**
 * Reads the text of an `understudy.json`. Comments and trailing commas are fine; an empty text means
 * that everything is at its default.
 */
export function parseSettings(text: string): ParsedSettings {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true })
  const error = errors[0]
  if (error) return { ok: false, message: describeSyntaxError(text, error) }
  const value = tree ? jsonOf(tree) : {}
  const parsed = workspaceSettingsSchema.safeParse(value ?? {}, { reportInput: true })
  if (!parsed.success) return { ok: false, message: parsed.error.issues.map(describeIssue).join('; ') }
  const fault = findBadPath(parsed.data) ?? findBadPattern(parsed.data) ?? findLoop(parsed.data)
  return fault === null ? { ok: true, settings: parsed.data } : { ok: false, message: fault }
}

/** jsonc-parser's own values lose a key called `__proto__`, or take its value for their prototype. */
function jsonOf({ type, value, children = [] }: Node): unknown {
  if (type === 'array') return children.map(jsonOf)
  if (type !== 'object') return value
  return Object.fromEntries(
    children.flatMap(({ children: [key, child] = [] }) => (key && child ? [[key.value, jsonOf(child)]] : [])),
  )
}

/** `3:14: comma expected` */
export function describeSyntaxError(text: string, error: ParseError): string {
  const before = text.slice(0, error.offset)
  const line = before.split('\n').length
  const column = error.offset - before.lastIndexOf('\n')
  const words = printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return `${line}:${column}: ${words}`
}

/** A rule with such a path would never see a message. The path is compiled here, but matched in the worker only. */
function findBadPath({ passthrough }: WorkspaceSettings): string | null {
  for (const [index, rule] of passthrough.entries()) {
    const fault = faultOf(() => new PathPattern(rule.path))
    if (fault) return `${pathInWords(['passthrough', index, 'path'])}: ${fault}`
  }
  return null
}

/** Compiles the regular expressions without running them: main never evaluates a user's pattern. */
function findBadPattern(settings: WorkspaceSettings): string | null {
  for (const [index, rule] of settings.passthrough.entries()) {
    for (const side of ['clientToServer', 'serverToClient'] as const) {
      const fault = regexFault(rule[side])
      if (fault) return `${pathInWords(['passthrough', index, side, 'regex'])}: ${fault}`
    }
  }
  for (const [index, { message }] of settings.breakpoints.entries()) {
    const fault = regexFault(message)
    if (fault) return `${pathInWords(['breakpoints', index, 'message', 'regex'])}: ${fault}`
  }
  return null
}

/** A rule whose upstream is this server, on a path of its own, would send each message round for ever. */
function findLoop({ passthrough }: WorkspaceSettings): string | null {
  for (const [index, rule] of passthrough.entries()) {
    if (!isSelfUpstream(rule) || !compilePath(rule.path)(selfPath(rule))) continue
    const where = pathInWords(['passthrough', index, 'upstream'])
    return `${where}: leads back to this rule: give it a path that does not match ${selfPath(rule)}`
  }
  return null
}

function regexFault(filter: MessageFilter): string | null {
  return 'regex' in filter ? faultOf(() => new RegExp(filter.regex, filter.flags)) : null
}

/** What is wrong with a pattern, as its compiler says it; null for a good one. */
function faultOf(compile: () => unknown): string | null {
  try {
    compile()
    return null
  } catch (error) {
    return messageOf(error)
  }
}
