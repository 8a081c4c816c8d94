import type { Scenario } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { focusRegion } from '../../commands/focus-region'
import type { AppStore } from '../../stores/app-store'
import { freeName } from '../../ui/free-name'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import { choicesOfNow, scenarioOf } from './scenario-draft'
import { switchStates } from './switch-states'

/** Chooses the scenario so many places after the active one; the file's own switches are one of them, too. */
export function stepScenario(app: AppStore, by: 1 | -1): void {
  const { all, active } = app.getState().scenarios
  const places = [null, ...all.map(({ name }) => name)]
  const next = places.at((places.indexOf(active) + by) % places.length)
  if (next !== undefined) void perform('scenario.choose', next)
}

/** Adds the same with another name. */
export async function duplicateScenario(app: AppStore, scenario: Scenario): Promise<void> {
  const taken = app.getState().scenarios.all.map(({ name }) => name)
  await perform('scenario.save', {
    scenario: { ...scenario, name: freeName(scenario.name, taken) },
    replaces: null,
  })
}

/** Makes the scenario what is switched now, with a way back. */
export async function captureInto(app: AppStore, scenario: Scenario): Promise<void> {
  const { name } = scenario
  const states = switchStates(app.getState())
  const now = scenarioOf({ name, choices: choicesOfNow(states) }, scenario, states)
  if (!(await perform('scenario.save', { scenario: now, replaces: name }))) return
  notifyUndo(
    t`${name} is what is switched now`,
    () => {
      void perform('scenario.save', { scenario, replaces: name })
    },
    t`scenario ${name}`,
  )
}

/** Removes the scenario, with a way back; where it was active it is again. */
export async function removeScenario(app: AppStore, name: string): Promise<void> {
  const wasActive = app.getState().scenarios.active === name
  if (!(await perform('scenario.remove', name))) return
  focusRegion(t`Scenarios`)
  notifyUndo(
    t`Removed ${name}`,
    () => {
      void perform('scenario.restore', name).then((isBack) => {
        const isFree = app.getState().scenarios.active === null
        if (isBack && wasActive && isFree) void perform('scenario.choose', name)
      })
    },
    t`scenario ${name}`,
  )
}

/** Moves the scenario to the place that another one has. */
export function moveScenarioTo(app: AppStore, name: string, place: string): void {
  const names = app.getState().scenarios.all.map((scenario) => scenario.name)
  const by = names.indexOf(place) - names.indexOf(name)
  if (by !== 0 && names.includes(name)) void perform('scenario.move', { name, by })
}
