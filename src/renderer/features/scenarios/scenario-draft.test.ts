import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../shared/model/workspace'
import {
  changedByHand,
  choicesOfNow,
  draftOf,
  emptyScenario,
  nameProblem,
  scenarioOf,
  switchesOf,
  withChoice,
} from './scenario-draft'
import type { SwitchState } from './switch-states'

const states: readonly SwitchState[] = [
  { list: 'passthrough', name: 'prices', own: true, now: true },
  { list: 'faults', name: 'slow', own: false, now: false },
  { list: 'handlers', name: 'handlers/a.ts', own: true, now: true },
  { list: 'handlers', name: 'handlers/b.ts', own: false, now: false },
]

const crash: Scenario = {
  ...emptyScenario,
  name: 'Crash',
  faults: { slow: true, gone: false },
  handlers: { disabled: ['handlers/a.ts', 'handlers/b.ts', 'handlers/old.ts'] },
}

const choose = (scenario: Scenario, list: SwitchState['list'], name: string, on: boolean | null) => {
  const { choices } = draftOf(scenario, states)
  return scenarioOf(
    { name: scenario.name, choices: withChoice(choices, { list, name }, on) },
    scenario,
    states,
  )
}

describe('a scenario in the dialog', () => {
  it('is saved as it was where nothing is changed, also where it says of handlers what the file says', () => {
    const same = { ...crash, handlers: { disabled: ['handlers/b.ts'] } }
    for (const scenario of [crash, same, emptyScenario]) {
      expect(scenarioOf(draftOf(scenario, states), scenario, states)).toEqual(scenario)
    }
  })

  it('shows of handlers what differs from the file, and what the workspace does not have', () => {
    const { choices } = draftOf(crash, states)
    expect([...choices.handlers]).toEqual([
      ['handlers/a.ts', false],
      ['handlers/old.ts', false],
    ])
    const unknown = switchesOf(states, choices).filter(({ own }) => own === null)
    expect(unknown.map(({ name }) => name)).toEqual(['gone', 'handlers/old.ts'])
  })

  it('turns switches on and off, and leaves them', () => {
    expect(choose(crash, 'passthrough', 'prices', false).passthrough).toEqual({ prices: false })
    expect(choose(crash, 'faults', 'slow', null).faults).toEqual({ gone: false })
  })

  it('says the whole list of disabled handlers when one of them is switched, and none when none is', () => {
    const on = choose(emptyScenario, 'handlers', 'handlers/b.ts', true)
    expect(on.handlers).toEqual({ disabled: [] })
    expect(choose(crash, 'handlers', 'handlers/old.ts', null).handlers).toEqual({
      disabled: ['handlers/a.ts', 'handlers/b.ts'],
    })
    expect(choose({ ...on }, 'handlers', 'handlers/b.ts', null)).not.toHaveProperty('handlers')
  })

  it('needs a name of its own', () => {
    expect(nameProblem('  ', [])).toBe('A scenario needs a name')
    expect(nameProblem(' Crash', ['Crash'])).toBe('Another scenario is named “Crash”')
    expect(nameProblem('Crash 2', ['Crash'])).toBe(null)
  })
})

describe('a scenario of what is switched now', () => {
  const flipped = states.map((state) => (state.name === 'slow' ? { ...state, now: true } : state))

  it('has what differs from the file', () => {
    const now = scenarioOf({ name: 'Now', choices: choicesOfNow(flipped) }, emptyScenario, flipped)
    expect(now).toEqual({ ...emptyScenario, name: 'Now', faults: { slow: true } })
  })

  it('has every switch as it stands where nothing differs', () => {
    const now = scenarioOf({ name: 'Now', choices: choicesOfNow(states) }, emptyScenario, states)
    expect(now).toEqual({
      ...emptyScenario,
      name: 'Now',
      passthrough: { prices: true },
      faults: { slow: false },
      handlers: { disabled: ['handlers/b.ts'] },
    })
  })

  it('is told from one whose switches were turned by hand', () => {
    const slow = { ...emptyScenario, name: 'Slow', faults: { slow: true } }
    expect(changedByHand(slow, flipped)).toBe(false)
    expect(changedByHand(slow, states)).toBe(true)
    expect(changedByHand(null, states)).toBe(false)
    expect(changedByHand(null, flipped)).toBe(true)
  })
})
