import type { Scenario } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { draftOf } from './scenario-draft'
import { type SwitchState, switchLists, switchTitle } from './switch-states'

/** What the file's own switches are called where scenarios are. */
export const asInTheFile = t`As in the file`

const nouns = {
  passthrough: t`passthrough`,
  faults: t`fault`,
  breakpoints: t`breakpoint`,
  handlers: t`handler`,
}
/** More are too many to listen to. */
const mostSpoken = 8

/** What a scenario switches: `prices off · slow on`. */
export function scenarioWords(scenario: Scenario, states: readonly SwitchState[]): string {
  const { choices } = draftOf(scenario, states)
  const parts = switchLists.flatMap((list) =>
    [...choices[list]].map(([name, on]) => `${switchTitle({ list, name })} ${onOrOff(on)}`),
  )
  return parts.length === 0 ? t`as in the file` : parts.join(' · ')
}

/** What the choice of a scenario changed: `Crash: passthrough prices off, fault slow on`. */
export function changeWords(
  scenario: string | null,
  before: readonly SwitchState[],
  after: readonly SwitchState[],
): string {
  const parts = changedSwitches(before, after).map(
    (state) => `${nouns[state.list]} ${switchTitle(state)} ${onOrOff(state.now)}`,
  )
  const more = parts.length - mostSpoken
  const spoken = more > 1 ? [...parts.slice(0, mostSpoken), t`and ${more} more`] : parts
  return `${scenario ?? asInTheFile}: ${parts.length === 0 ? t`no switch changed` : spoken.join(', ')}`
}

/** The switches that stand differently, as they are now; what came or went meanwhile is not among them. */
export function changedSwitches(
  before: readonly SwitchState[],
  after: readonly SwitchState[],
): readonly SwitchState[] {
  const was = new Map(before.map((state) => [`${state.list} ${state.name}`, state.now]))
  return after.filter(({ list, name, now }) => {
    const then = was.get(`${list} ${name}`)
    return then !== undefined && then !== now
  })
}

function onOrOff(on: boolean): string {
  return on ? t`on` : t`off`
}
