import { describe, expect, it } from 'vitest'
import type { WorkspaceSettings } from '../../shared/model/workspace'
import { editSettings, type SettingsEdit } from './edit-settings'
import { parseSettings } from './parse-settings'
import {
  moveScenarioEdits,
  removedScenario,
  removeScenarioEdits,
  restoreScenarioEdits,
  saveScenarioEdits,
} from './scenario-edits'

const text = `{
  "version": 1,
  "scenarios": [
    // For the demo.
    { "name": "Happy" }, // nothing fails
    {
      "name": "Down",
      "passthrough": { "prices": false, /* as last May */ "orders": true },
      "faults": { "slow": true },
    },
    { "name": "Night", "handlers": { "disabled": ["handlers/a.ts"] } },
  ],
}
`

function settingsOf(source: string): WorkspaceSettings {
  const parsed = parseSettings(source)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.settings
}

function edited(plan: (settings: WorkspaceSettings) => readonly SettingsEdit[], source = text) {
  const result = editSettings(source, plan(settingsOf(source)))
  return { result, scenarios: settingsOf(result).scenarios }
}

const names = (scenarios: readonly { readonly name: string }[]) => scenarios.map(({ name }) => name)
const quiet = { name: 'Quiet', passthrough: {}, faults: { slow: false }, breakpoints: {} }
const down = (settings: WorkspaceSettings) => removedScenario(settings, 'Down').scenario

describe('edits of scenarios', () => {
  it('add one at the end that says what differs and nothing else', () => {
    const { result, scenarios } = edited((now) => saveScenarioEdits(now, quiet, null))
    expect(names(scenarios)).toEqual(['Happy', 'Down', 'Night', 'Quiet'])
    expect(scenarios[3]).toEqual(quiet)
    expect(result).not.toContain('breakpoints')
  })

  it('make the list where the file has none', () => {
    expect(edited((now) => saveScenarioEdits(now, quiet, null), '').scenarios).toEqual([quiet])
  })

  it('change one in its place, with the comments inside of it', () => {
    const { result, scenarios } = edited((now) =>
      saveScenarioEdits(
        now,
        {
          ...down(now),
          name: 'Outage',
          passthrough: { prices: true, orders: true, quotes: false },
          faults: {},
        },
        'Down',
      ),
    )
    expect(names(scenarios)).toEqual(['Happy', 'Outage', 'Night'])
    expect(scenarios[1]).toEqual({
      name: 'Outage',
      passthrough: { prices: true, orders: true, quotes: false },
      faults: {},
      breakpoints: {},
    })
    expect(result).toContain('/* as last May */')
    expect(result).not.toContain('"faults"')
  })

  it('write nothing where nothing is changed', () => {
    expect(edited((now) => saveScenarioEdits(now, down(now), 'Down')).result).toBe(text)
  })

  it('set and remove what it says of handler files', () => {
    const handlers = { disabled: ['handlers/b.ts'] }
    const set = edited((now) => saveScenarioEdits(now, { ...down(now), handlers }, 'Down'))
    expect(set.scenarios[1]?.handlers).toEqual(handlers)
    const { handlers: _, ...without } = removedScenario(settingsOf(text), 'Night').scenario
    const removed = edited((now) => saveScenarioEdits(now, without, 'Night'))
    expect(removed.scenarios[2]).toEqual(without)
  })

  it('refuse a name that is taken, and name a scenario that does not exist', () => {
    expect(() => edited((now) => saveScenarioEdits(now, { ...quiet, name: 'Down' }, null))).toThrow(
      'There is a scenario called "Down" already.',
    )
    expect(() => edited((now) => saveScenarioEdits(now, { ...quiet, name: 'Down' }, 'Happy'))).toThrow(
      'There is a scenario called "Down" already.',
    )
    expect(() => edited((now) => removeScenarioEdits(now, 'Up'))).toThrow(
      'The workspace has no scenario called "Up".',
    )
  })

  it('put a removed one back to its place', () => {
    const removed = removedScenario(settingsOf(text), 'Down')
    const without = edited((now) => removeScenarioEdits(now, 'Down'))
    expect(names(without.scenarios)).toEqual(['Happy', 'Night'])
    const back = edited((now) => restoreScenarioEdits(now, removed), without.result)
    expect(back.scenarios).toEqual(settingsOf(text).scenarios)
    expect(() => edited((now) => restoreScenarioEdits(now, removed))).toThrow(
      'There is a scenario called "Down" already.',
    )
  })

  it.each([
    ['Happy', 1, ['Down', 'Happy', 'Night']],
    ['Happy', 2, ['Down', 'Night', 'Happy']],
    ['Night', -1, ['Happy', 'Night', 'Down']],
    ['Night', -9, ['Night', 'Happy', 'Down']],
  ])('move %s by %i with what is inside of it', (name, by, order) => {
    const { result, scenarios } = edited((now) => moveScenarioEdits(now, name, by))
    expect(names(scenarios)).toEqual(order)
    for (const scenario of settingsOf(text).scenarios) expect(scenarios).toContainEqual(scenario)
    for (const comment of ['// For the demo.', '// nothing fails', '/* as last May */']) {
      expect(result).toContain(comment)
    }
  })

  it('move nothing over the ends', () => {
    expect(edited((now) => moveScenarioEdits(now, 'Happy', -1)).result).toBe(text)
    expect(edited((now) => moveScenarioEdits(now, 'Night', 1)).result).toBe(text)
  })
})
