import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../shared/errors'
import {
  type Breakpoint,
  breakpointSchema,
  type Fault,
  faultSchema,
  type PassthroughRule,
  passthroughRuleSchema,
  type WorkspaceSettings,
} from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import type { SettingsEdit } from './edit-settings'

/** The lists of named entries that have switches. */
export type EntryList = 'passthrough' | 'faults' | 'breakpoints'
type Entry = PassthroughRule | Fault | Breakpoint

/** What a removal took out of the settings. */
export interface RemovedEntry {
  readonly list: EntryList
  readonly index: number
  readonly entry: Entry
  /** Its switch, by the names of the scenarios that had one. */
  readonly scenarios: ReadonlyMap<string, boolean>
}

/** What a list's entries are called in a message. */
const nouns = { passthrough: 'passthrough rule', faults: 'fault', breakpoints: 'breakpoint' } as const

/** Index of the entry called `name`. Throws `AppError` 'not-found'. */
export function entryIndex(settings: WorkspaceSettings, list: EntryList, name: string): number {
  const index = settings[list].findIndex((entry) => entry.name === name)
  if (index === -1) throw new AppError('not-found', t`The workspace has no ${nouns[list]} called "${name}".`)
  return index
}

/** Turns the entry's own switch. */
export function switchEdits(
  settings: WorkspaceSettings,
  list: EntryList,
  name: string,
  enabled: boolean,
): readonly SettingsEdit[] {
  return [{ path: [list, entryIndex(settings, list, name), 'enabled'], value: enabled }]
}

/** Adds a rule, or puts it in the place of the one called `replaces`. */
export function saveRuleEdits(
  settings: WorkspaceSettings,
  rule: PassthroughRule,
  replaces: string | null,
): readonly SettingsEdit[] {
  return saveEdits(settings, 'passthrough', rule, replaces)
}

/** Adds a fault, or puts it in the place of the one called `replaces`. */
export function saveFaultEdits(
  settings: WorkspaceSettings,
  fault: Fault,
  replaces: string | null,
): readonly SettingsEdit[] {
  return saveEdits(settings, 'faults', fault, replaces)
}

/** Adds a breakpoint, or puts it in the place of the one called `replaces`. */
export function saveBreakpointEdits(
  settings: WorkspaceSettings,
  breakpoint: Breakpoint,
  replaces: string | null,
): readonly SettingsEdit[] {
  return saveEdits(settings, 'breakpoints', breakpoint, replaces)
}

/** Removes an entry, and what scenarios say about it. */
export function removeEdits(
  settings: WorkspaceSettings,
  list: EntryList,
  name: string,
): readonly SettingsEdit[] {
  const index = entryIndex(settings, list, name)
  return [{ path: [list, index], value: undefined }, ...renameInScenarios(settings, list, name, null)]
}

/** What `removeEdits` is about to take out. Throws `AppError` 'not-found'. */
export function removedEntry(settings: WorkspaceSettings, list: EntryList, name: string): RemovedEntry {
  const index = entryIndex(settings, list, name)
  const entry = settings[list][index]
  if (!entry) throw new RangeError(`There is no index ${index} in ${list}.`)
  const scenarios = new Map<string, boolean>()
  for (const scenario of settings.scenarios) {
    const enabled = scenario[list][name]
    if (enabled !== undefined) scenarios.set(scenario.name, enabled)
  }
  return { list, index, entry, scenarios }
}

/** Puts a removed entry back to its place and into the scenarios that are still there. */
export function restoreEdits(settings: WorkspaceSettings, removed: RemovedEntry): readonly SettingsEdit[] {
  const { list, entry } = removed
  refuseTaken(settings, list, entry.name, null)
  const index = Math.min(removed.index, settings[list].length)
  const value = withoutDefaults(entry, defaultsOf(list, entry))
  const switches = settings.scenarios.flatMap((scenario, at) => {
    const enabled = removed.scenarios.get(scenario.name)
    return enabled === undefined ? [] : [{ path: ['scenarios', at, list, entry.name], value: enabled }]
  })
  return [{ path: [list, index], value, insert: true }, ...switches]
}

function defaultsOf(list: EntryList, entry: Entry): Entry {
  const { name } = entry
  switch (list) {
    case 'passthrough':
      return passthroughRuleSchema.parse({ name, upstream: 'upstream' in entry ? entry.upstream : '' })
    case 'faults':
      return faultSchema.parse({ name })
    case 'breakpoints':
      return breakpointSchema.parse({ name })
    default:
      return list satisfies never
  }
}

function refuseTaken(
  settings: WorkspaceSettings,
  list: EntryList,
  name: string,
  replaces: string | null,
): void {
  if (settings[list].some((other) => other.name === name && other.name !== replaces)) {
    throw new AppError('bad-request', t`There is a ${nouns[list]} called "${name}" already.`)
  }
}

function saveEdits(
  settings: WorkspaceSettings,
  list: EntryList,
  entry: Entry,
  replaces: string | null,
): readonly SettingsEdit[] {
  refuseTaken(settings, list, entry.name, replaces)
  if (replaces === null) {
    return [{ path: [list, settings[list].length], value: withoutDefaults(entry, defaultsOf(list, entry)) }]
  }
  const index = entryIndex(settings, list, replaces)
  const before = new Map<string, unknown>(Object.entries(settings[list][index] ?? {}))
  const changed = Object.entries(entry).filter(([key, value]) => !isDeepStrictEqual(before.get(key), value))
  const edits = changed.map(([key, value]) => ({ path: [list, index, key], value }))
  if (entry.name === replaces) return edits
  return [...edits, ...renameInScenarios(settings, list, replaces, entry.name)]
}

/** A new entry says what is particular to it; what a person looks for first is always there. */
function withoutDefaults(entry: Entry, defaults: Entry): object {
  const always = ['name', 'enabled', 'path', 'upstream']
  const usual = new Map<string, unknown>(Object.entries(defaults))
  return Object.fromEntries(
    Object.entries(entry).filter(
      ([key, value]) => always.includes(key) || !isDeepStrictEqual(usual.get(key), value),
    ),
  )
}

function renameInScenarios(
  settings: WorkspaceSettings,
  list: EntryList,
  from: string,
  to: string | null,
): readonly SettingsEdit[] {
  return settings.scenarios.flatMap((scenario, index) => {
    const enabled = scenario[list][from]
    if (enabled === undefined) return []
    const removal = { path: ['scenarios', index, list, from], value: undefined }
    return to === null ? [removal] : [removal, { path: ['scenarios', index, list, to], value: enabled }]
  })
}

/** Puts a handler file on the list of disabled ones, or takes it off. */
export function disableHandlerEdits(
  settings: WorkspaceSettings,
  file: string,
  disabled: boolean,
): readonly SettingsEdit[] {
  const list = settings.handlers.disabled
  if (list.includes(file) === disabled) return []
  if (disabled) return [{ path: ['handlers', 'disabled', list.length], value: file }]
  return [{ path: ['handlers', 'disabled'], value: list.filter((other) => other !== file) }]
}

/** Follows a handler file that was renamed, or removed (`to` null), wherever the settings name it. */
export function moveHandlerEdits(
  settings: WorkspaceSettings,
  from: string,
  to: string | null,
): readonly SettingsEdit[] {
  const value = to ?? undefined
  const lists = [
    { path: ['handlers', 'disabled'], files: settings.handlers.disabled },
    ...settings.scenarios.map((scenario, index) => ({
      path: ['scenarios', index, 'handlers', 'disabled'],
      files: scenario.handlers?.disabled ?? [],
    })),
  ]
  return lists
    .filter(({ files }) => files.includes(from))
    .map(({ path, files }) => ({ path: [...path, files.indexOf(from)], value }))
}
