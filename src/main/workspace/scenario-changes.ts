import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../shared/errors'
import type { Scenario } from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import type { OpenWorkspace } from './open-workspace'
import {
  moveScenarioEdits,
  removedScenario,
  removeScenarioEdits,
  restoreScenarioEdits,
  saveScenarioEdits,
} from './scenario-edits'

/**
 * Adds a scenario to the file, or puts it in the place of `replaces`. The active one stays active under
 * its new name; where its switches are others now they count at once, over what was flipped by hand.
 */
export async function saveScenario(
  { file, switches }: OpenWorkspace,
  scenario: Scenario,
  replaces: string | null,
): Promise<void> {
  await file.edit((settings) => saveScenarioEdits(settings, scenario, replaces))
  const active = switches.scenario
  if (active === null || active.name !== replaces) return
  if (isDeepStrictEqual({ ...active, name: scenario.name }, scenario)) switches.renameScenario(scenario)
  else switches.choose(scenario)
}

/** Removes a scenario from the file; `restoreScenario` knows it until the workspace is closed. */
export async function removeScenario({ file, removedScenarios }: OpenWorkspace, name: string): Promise<void> {
  await file.edit((settings) => {
    removedScenarios.set(name, removedScenario(settings, name))
    return removeScenarioEdits(settings, name)
  })
}

/** Puts a scenario back that was removed here. Throws `AppError` 'not-found'. */
export async function restoreScenario(
  { file, removedScenarios }: OpenWorkspace,
  name: string,
): Promise<void> {
  const removed = removedScenarios.get(name)
  if (!removed) throw new AppError('not-found', t`"${name}" was not removed here, so it can’t be put back.`)
  await file.edit((settings) => restoreScenarioEdits(settings, removed))
}

/** Moves a scenario `by` places in the file; a negative number moves it up. */
export async function moveScenario({ file }: OpenWorkspace, name: string, by: number): Promise<void> {
  await file.edit((settings) => moveScenarioEdits(settings, name, by))
}
