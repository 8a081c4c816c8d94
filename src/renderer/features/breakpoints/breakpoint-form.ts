import { type HoldDirection, holdDirections } from '../../../shared/model/hold'
import type { Breakpoint } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { type FilterDraft, filterDraftOf, filterOf, filterProblem } from '../passthrough/rule-form'

/** A breakpoint as the dialog's fields hold it: whatever was typed, right or wrong. */
export interface BreakpointDraft {
  readonly name: string
  readonly path: string
  readonly directions: ReadonlySet<HoldDirection>
  readonly message: FilterDraft
}

export type BreakpointProblems = Readonly<Partial<Record<'name' | 'path' | 'directions' | 'message', string>>>

/** What the dialog starts with. */
export function draftOf(breakpoint: Breakpoint): BreakpointDraft {
  const { name, path, directions, message } = breakpoint
  return { name, path, directions: new Set(directions), message: filterDraftOf(message) }
}

export const newBreakpoint: Breakpoint = {
  name: '',
  enabled: true,
  path: '/*',
  directions: ['from-client', 'to-client'],
  message: { any: true },
}

/** What is wrong with the draft, by field; empty when nothing is. */
export function breakpointProblems(
  draft: BreakpointDraft,
  otherNames: readonly string[],
): BreakpointProblems {
  const problems: Record<keyof BreakpointProblems, string | null> = {
    name: nameProblem(draft.name.trim(), otherNames),
    path: pathProblem(draft.path.trim()),
    directions: draft.directions.size === 0 ? t`Choose at least one direction` : null,
    message: filterProblem(draft.message),
  }
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null))
}

/** The breakpoint that the draft stands for. Call it only when there is no problem. */
export function breakpointOf(draft: BreakpointDraft, enabled: boolean): Breakpoint {
  const message = filterOf(draft.message)
  return {
    name: draft.name.trim(),
    enabled,
    path: draft.path.trim(),
    directions: holdDirections.filter((direction) => draft.directions.has(direction)),
    // The dialog does not offer "no message".
    message: 'none' in message ? { any: true } : message,
  }
}

function nameProblem(name: string, otherNames: readonly string[]): string | null {
  if (name === '') return t`A breakpoint needs a name`
  return otherNames.includes(name) ? t`Another breakpoint is named “${name}”` : null
}

function pathProblem(path: string): string | null {
  if (!path.startsWith('/')) return t`A path starts with /, for instance /ws/orders/*`
  const isPlain = path
    .split('/')
    .every((part) => part === '*' || /^:[\p{L}_$][\p{L}\d_$]*$/u.test(part) || !/[*:{}\\]/.test(part))
  return isPlain ? null : t`* and :name can only stand for whole parts of the path: /ws/*, /ws/:id`
}
