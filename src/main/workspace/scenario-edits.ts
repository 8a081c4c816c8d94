import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../shared/errors'
import type { Scenario, WorkspaceSettings } from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import type { SettingsEdit } from './edit-settings'

/** What a removal took out of the settings. */
export interface RemovedScenario {
  readonly index: number
  readonly scenario: Scenario
}

const switchLists = ['passthrough', 'faults', 'breakpoints'] as const

/** Adds a scenario at the end, or puts it in the place of the one called `replaces`. */
export function saveScenarioEdits(
  settings: WorkspaceSettings,
  scenario: Scenario,
  replaces: string | null,
): readonly SettingsEdit[] {
  refuseTaken(settings, scenario.name, replaces)
  if (replaces === null) {
    return [{ path: ['scenarios', settings.scenarios.length], value: withoutEmptyParts(scenario) }]
  }
  const { index, scenario: before } = removedScenario(settings, replaces)
  const path = ['scenarios', index]
  const rename = scenario.name === replaces ? [] : [{ path: [...path, 'name'], value: scenario.name }]
  const handlers = isDeepStrictEqual(before.handlers, scenario.handlers)
    ? []
    : [{ path: [...path, 'handlers'], value: scenario.handlers }]
  return [...rename, ...switchLists.flatMap((list) => mapEdits(path, list, before, scenario)), ...handlers]
}

/** Takes a scenario out. Throws `AppError` 'not-found'. */
export function removeScenarioEdits(settings: WorkspaceSettings, name: string): readonly SettingsEdit[] {
  return [{ path: ['scenarios', removedScenario(settings, name).index], value: undefined }]
}

/** What `removeScenarioEdits` is about to take out. Throws `AppError` 'not-found'. */
export function removedScenario(settings: WorkspaceSettings, name: string): RemovedScenario {
  const index = settings.scenarios.findIndex((scenario) => scenario.name === name)
  const scenario = settings.scenarios[index]
  if (!scenario) throw new AppError('not-found', t`The workspace has no scenario called "${name}".`)
  return { index, scenario }
}

/** Puts a removed scenario back to its place. */
export function restoreScenarioEdits(
  settings: WorkspaceSettings,
  { index, scenario }: RemovedScenario,
): readonly SettingsEdit[] {
  refuseTaken(settings, scenario.name, null)
  const at = Math.min(index, settings.scenarios.length)
  return [{ path: ['scenarios', at], value: withoutEmptyParts(scenario), insert: true }]
}

/** Moves a scenario `by` places: down, or up where it is negative; at the ends it stays. */
export function moveScenarioEdits(
  settings: WorkspaceSettings,
  name: string,
  by: number,
): readonly SettingsEdit[] {
  const { index } = removedScenario(settings, name)
  const to = Math.max(0, Math.min(settings.scenarios.length - 1, index + by))
  return to === index ? [] : [{ path: ['scenarios', index], moveTo: to }]
}

/** The edits of one of a scenario's maps, key by key, so that the comments of the others stay. */
function mapEdits(
  path: readonly (string | number)[],
  list: (typeof switchLists)[number],
  before: Scenario,
  after: Scenario,
): readonly SettingsEdit[] {
  const was = new Map(Object.entries(before[list]))
  const is = new Map(Object.entries(after[list]))
  if (is.size === 0 && was.size > 0) return [{ path: [...path, list], value: undefined }]
  const gone = [...was.keys()].filter((name) => !is.has(name))
  const changed = [...is].filter(([name, enabled]) => was.get(name) !== enabled)
  return [
    ...gone.map((name) => ({ path: [...path, list, name], value: undefined })),
    ...changed.map(([name, enabled]) => ({ path: [...path, list, name], value: enabled })),
  ]
}

function withoutEmptyParts({ name, handlers, ...maps }: Scenario): object {
  const parts = Object.entries(maps).filter(([, map]) => Object.keys(map).length > 0)
  return { name, ...Object.fromEntries(parts), ...(handlers && { handlers }) }
}

function refuseTaken(settings: WorkspaceSettings, name: string, replaces: string | null): void {
  if (settings.scenarios.some((other) => other.name === name && other.name !== replaces)) {
    throw new AppError('bad-request', t`There is a scenario called "${name}" already.`)
  }
}
