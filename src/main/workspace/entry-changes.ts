import { AppError } from '../../shared/errors'
import type { HandlerInfo } from '../../shared/model/handlers'
import type { Breakpoint, Fault, PassthroughRule } from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import {
  type EntryList,
  entryIndex,
  removedEntry,
  removeEdits,
  restoreEdits,
  saveBreakpointEdits,
  saveFaultEdits,
  saveRuleEdits,
  switchEdits,
} from './entry-edits'
import type { OpenWorkspace } from './open-workspace'
import { codeRules } from './workspace-views'

/**
 * Turns the switch of a rule: in memory under a scenario or where code declares the rule, else in the
 * file. Throws `AppError` 'not-found'.
 */
export async function switchRule(
  workspace: OpenWorkspace,
  handlers: readonly HandlerInfo[],
  name: string,
  enabled: boolean,
): Promise<void> {
  const declared = codeRules(workspace.file.settings, handlers).some((rule) => rule.name === name)
  if (declared) workspace.switches.flipCodeRule(name, enabled)
  else await switchEntry(workspace, 'passthrough', name, enabled)
}

/** Turns the switch of an entry: in memory under a scenario, else in the file. Throws `AppError` 'not-found'. */
export async function switchEntry(
  { file, switches }: OpenWorkspace,
  list: EntryList,
  name: string,
  enabled: boolean,
): Promise<void> {
  entryIndex(file.settings, list, name)
  if (switches.scenario) switches.flip(list, name, enabled)
  else await file.edit((settings) => switchEdits(settings, list, name, enabled))
}

/** Adds a rule to the file, or puts it in the place of `replaces`. */
export async function saveRule(
  { file, switches }: OpenWorkspace,
  rule: PassthroughRule,
  replaces: string | null,
): Promise<void> {
  await file.edit((settings) => {
    const before = settings.passthrough.find(({ name }) => name === replaces)
    return saveRuleEdits(settings, switches.scenario ? keepSwitch(rule, before) : rule, replaces)
  })
  if (replaces !== null) switches.rename('passthrough', replaces, rule.name)
  if (switches.scenario) switches.flip('passthrough', rule.name, rule.enabled)
}

/** Adds a fault to the file, or puts it in the place of `replaces`. */
export async function saveFault(
  { file, switches }: OpenWorkspace,
  fault: Fault,
  replaces: string | null,
): Promise<void> {
  await file.edit((settings) => {
    const before = settings.faults.find(({ name }) => name === replaces)
    return saveFaultEdits(settings, switches.scenario ? keepSwitch(fault, before) : fault, replaces)
  })
  if (replaces !== null) switches.rename('faults', replaces, fault.name)
  if (switches.scenario) switches.flip('faults', fault.name, fault.enabled)
}

/** Adds a breakpoint to the file, or puts it in the place of `replaces`. */
export async function saveBreakpoint(
  { file, switches }: OpenWorkspace,
  breakpoint: Breakpoint,
  replaces: string | null,
): Promise<void> {
  await file.edit((settings) => {
    const before = settings.breakpoints.find(({ name }) => name === replaces)
    const saved = switches.scenario ? keepSwitch(breakpoint, before) : breakpoint
    return saveBreakpointEdits(settings, saved, replaces)
  })
  if (replaces !== null) switches.rename('breakpoints', replaces, breakpoint.name)
  if (switches.scenario) switches.flip('breakpoints', breakpoint.name, breakpoint.enabled)
}

/** Removes an entry from the file, and from its scenarios; `restoreEntry` knows it until the workspace is closed. */
export async function removeEntry(
  { file, switches, removed }: OpenWorkspace,
  list: EntryList,
  name: string,
): Promise<void> {
  await file.edit((settings) => {
    removed.set(`${list} ${name}`, removedEntry(settings, list, name))
    return removeEdits(settings, list, name)
  })
  switches.rename(list, name, null)
}

/** Puts an entry back that was removed here. Throws `AppError` 'not-found'. */
export async function restoreEntry(
  { file, removed }: OpenWorkspace,
  list: EntryList,
  name: string,
): Promise<void> {
  const entry = removed.get(`${list} ${name}`)
  if (!entry) throw new AppError('not-found', t`"${name}" was not removed here, so it can’t be put back.`)
  await file.edit((settings) => restoreEdits(settings, entry))
}

/** What is saved under a scenario carries the scenario's switch, which must not get into the file. */
function keepSwitch<T extends { readonly enabled: boolean }>(entry: T, before: T | undefined): T {
  return before ? { ...entry, enabled: before.enabled } : entry
}
