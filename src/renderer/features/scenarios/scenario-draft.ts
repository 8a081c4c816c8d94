import type { Scenario } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { type SwitchList, type SwitchState, switchLists } from './switch-states'

/** Which switches a scenario turns, and where to; those that are not in the maps stay as in the file. */
export type SwitchChoices = Readonly<Record<SwitchList, ReadonlyMap<string, boolean>>>

/** A scenario as the dialog holds it. */
export interface ScenarioDraft {
  readonly name: string
  readonly choices: SwitchChoices
}

export const emptyScenario: Scenario = { name: '', passthrough: {}, faults: {}, breakpoints: {} }

/** What the dialog starts with. What a scenario says of handlers is shown as far as it differs from the file. */
export function draftOf(scenario: Scenario, states: readonly SwitchState[]): ScenarioDraft {
  return {
    name: scenario.name,
    choices: {
      passthrough: new Map(Object.entries(scenario.passthrough)),
      faults: new Map(Object.entries(scenario.faults)),
      breakpoints: new Map(Object.entries(scenario.breakpoints)),
      handlers: handlerChoices(scenario, states),
    },
  }
}

/**
 * What is switched now, for a new scenario: what differs from the file. Where nothing does, every switch as
 * it stands, so that the scenario brings back just this.
 */
export function choicesOfNow(states: readonly SwitchState[]): SwitchChoices {
  const different = states.filter(({ own, now }) => own !== now)
  const wanted = different.length > 0 ? different : states
  const of = (list: SwitchList) =>
    new Map(wanted.filter((state) => state.list === list).map(({ name, now }) => [name, now] as const))
  return {
    passthrough: of('passthrough'),
    faults: of('faults'),
    breakpoints: of('breakpoints'),
    handlers: of('handlers'),
  }
}

/** The choices with one of them changed; null: as in the file. */
export function withChoice(
  choices: SwitchChoices,
  { list, name }: Pick<SwitchState, 'list' | 'name'>,
  on: boolean | null,
): SwitchChoices {
  const changed = new Map(choices[list])
  if (on === null) changed.delete(name)
  else changed.set(name, on)
  return { ...choices, [list]: changed }
}

/** The scenario that the draft stands for; `former` is the one that was edited. */
export function scenarioOf(
  { name, choices }: ScenarioDraft,
  former: Scenario,
  states: readonly SwitchState[],
): Scenario {
  const handlers = handlersOf(choices.handlers, former, states)
  return {
    name: name.trim(),
    passthrough: Object.fromEntries(choices.passthrough),
    faults: Object.fromEntries(choices.faults),
    breakpoints: Object.fromEntries(choices.breakpoints),
    ...(handlers && { handlers }),
  }
}

/** What is wrong with the name, or null. */
export function nameProblem(name: string, otherNames: readonly string[]): string | null {
  if (name.trim() === '') return t`A scenario needs a name`
  return otherNames.includes(name.trim()) ? t`Another scenario is named “${name.trim()}”` : null
}

/** Whether a switch stands differently from what the active scenario says, null for none. */
export function changedByHand(scenario: Scenario | null, states: readonly SwitchState[]): boolean {
  const { choices } = draftOf(scenario ?? emptyScenario, states)
  return states.some(({ list, name, own, now }) => now !== (choices[list].get(name) ?? own))
}

/** The switches to choose from: those that there are, then those that only the scenario knows. */
export function switchesOf(
  states: readonly SwitchState[],
  choices: SwitchChoices,
): readonly (Pick<SwitchState, 'list' | 'name'> & { readonly own: boolean | null })[] {
  return switchLists.flatMap((list) => {
    const there = states.filter((state) => state.list === list)
    const names = new Set(there.map(({ name }) => name))
    const unknown = [...choices[list].keys()].filter((name) => !names.has(name))
    return [...there, ...unknown.map((name) => ({ list, name, own: null }))]
  })
}

function handlerChoices(
  { handlers }: Scenario,
  states: readonly SwitchState[],
): ReadonlyMap<string, boolean> {
  if (!handlers) return new Map()
  const disabled = new Set(handlers.disabled)
  const files = states.filter(({ list }) => list === 'handlers')
  const known = new Set(files.map(({ name }) => name))
  const different = files.filter(({ name, own }) => own === disabled.has(name))
  return new Map([
    ...different.map(({ name, own }) => [name, !own] as const),
    ...handlers.disabled.filter((name) => !known.has(name)).map((name) => [name, false] as const),
  ])
}

/** The file knows the whole list of disabled handlers or none: what is left as it is stands in it as it is now. */
function handlersOf(
  choices: ReadonlyMap<string, boolean>,
  former: Scenario,
  states: readonly SwitchState[],
): Scenario['handlers'] {
  const before = handlerChoices(former, states)
  const same = before.size === choices.size && [...choices].every(([name, on]) => before.get(name) === on)
  if (same) return former.handlers
  if (choices.size === 0) return undefined
  const files = states.filter(({ list }) => list === 'handlers')
  const off = files.filter(({ name, own }) => !(choices.get(name) ?? own)).map(({ name }) => name)
  const known = new Set(files.map(({ name }) => name))
  const unknown = [...choices].filter(([name, on]) => !on && !known.has(name)).map(([name]) => name)
  return { disabled: [...off, ...unknown] }
}
