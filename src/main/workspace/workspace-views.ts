import type { BreakpointView, FaultView, RuleView } from '../../shared/ipc/snapshot'
import type { HandlerFile, HandlerInfo } from '../../shared/model/handlers'
import {
  type PassthroughRule,
  passthroughRuleSchema,
  type WorkspaceSettings,
} from '../../shared/model/workspace'
import type { SourceFile } from './handler-files'
import { filterOfPattern } from './pattern-filter'
import type { Switches } from './switches'

/** The workspace's rules, then those that handlers declare; a name in the file hides the same one in code. */
export function viewRules(
  settings: WorkspaceSettings,
  switches: Switches,
  handlers: readonly HandlerInfo[],
): readonly RuleView[] {
  const own = settings.passthrough.map(
    (rule): RuleView => ({ rule, enabled: switches.rule(rule), source: 'workspace' }),
  )
  const declared = codeRules(settings, handlers).map(
    (rule): RuleView => ({ rule, enabled: switches.codeRule(rule.name), source: 'code' }),
  )
  return [...own, ...declared]
}

/** The `PassthroughHandler`s among the handlers, as rules. */
export function codeRules(
  settings: WorkspaceSettings,
  handlers: readonly HandlerInfo[],
): readonly PassthroughRule[] {
  const taken = new Set(settings.passthrough.map((rule) => rule.name))
  return handlers.flatMap((handler) => {
    if (!handler.passthrough || taken.has(handler.name)) return []
    const defaults = passthroughRuleSchema.parse({ name: handler.name, upstream: 'ws://in-code' })
    const { upstream, pattern } = handler.passthrough
    return [{ ...defaults, path: handler.path, upstream, clientToServer: filterOfPattern(pattern) }]
  })
}

export function viewFaults(settings: WorkspaceSettings, switches: Switches): readonly FaultView[] {
  return settings.faults.map((fault) => ({ fault, enabled: switches.fault(fault) }))
}

/** `problems`: what the engine says of those that it can't use, by name. */
export function viewBreakpoints(
  settings: WorkspaceSettings,
  switches: Switches,
  problems: Readonly<Record<string, string>>,
): readonly BreakpointView[] {
  return settings.breakpoints.map((breakpoint) => ({
    breakpoint,
    enabled: switches.breakpoint(breakpoint),
    problem: problems[breakpoint.name] ?? null,
  }))
}

/** Every source file: those that only others import can be read and edited, but not switched off. */
export function viewHandlerFiles(
  files: readonly SourceFile[],
  settings: WorkspaceSettings,
  switches: Switches,
): readonly HandlerFile[] {
  return files.map(({ path, declaresHandlers, version }) =>
    declaresHandlers
      ? { path, disabled: switches.handlerDisabled(path, settings), version }
      : { path, disabled: false, version, shared: true },
  )
}
