import { describe, expect, it } from 'vitest'
import type { Fault, PassthroughRule } from '../../shared/model/workspace'
import { editSettings, type SettingsEdit } from './edit-settings'
import {
  disableHandlerEdits,
  moveHandlerEdits,
  removedEntry,
  removeEdits,
  restoreEdits,
  saveFaultEdits,
  saveRuleEdits,
  switchEdits,
} from './entry-edits'
import { parseSettings } from './parse-settings'

const text = `{
  // The one that the team agreed on.
  "version": 1,
  "handlers": { "disabled": ["handlers/a.ts"] },
  "passthrough": [
    {
      "name": "prices", // from the exchange
      "upstream": "wss://api.example.com/ws", /* staging: wss://stage.example.com */
    },
  ],
  "faults": [{ "name": "slow", "drop": 0.5 }],
  "scenarios": [
    { "name": "Down", "passthrough": { "prices": false }, "faults": { "slow": true }, "handlers": { "disabled": ["handlers/a.ts"] } },
  ],
}
`

function settingsOf(source: string) {
  const parsed = parseSettings(source)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.settings
}

function edited(plan: (settings: ReturnType<typeof settingsOf>) => readonly SettingsEdit[]) {
  const result = editSettings(text, plan(settingsOf(text)))
  return { result, settings: settingsOf(result) }
}

function ruleOf(settings: ReturnType<typeof settingsOf>): PassthroughRule {
  const rule = settings.passthrough[0]
  if (!rule) throw new Error('no rule')
  return rule
}

describe('editSettings', () => {
  it('keeps comments and formatting of what it does not change', () => {
    const { result, settings } = edited((now) => switchEdits(now, 'passthrough', 'prices', false))
    expect(settings.passthrough[0]?.enabled).toBe(false)
    expect(result).toContain('// The one that the team agreed on.')
    expect(result).toContain('"name": "prices", // from the exchange')
    expect(result).toContain('/* staging: wss://stage.example.com */')
  })

  it('keeps tabs and Windows line ends', () => {
    const result = editSettings('{\r\n\t"version": 1\r\n}\r\n', [{ path: ['server', 'port'], value: 1 }])
    expect(result).toBe('{\r\n\t"version": 1,\r\n\t"server": {\r\n\t\t"port": 1\r\n\t}\r\n}\r\n')
  })

  it('makes a file where there was none', () => {
    expect(settingsOf(editSettings('', [{ path: ['server', 'port'], value: 5000 }])).server.port).toBe(5000)
  })
})

describe('edits of entries', () => {
  it('write only what is particular to a new rule', () => {
    const rule = { ...ruleOf(settingsOf(text)), name: 'orders', alsoHandle: true }
    const { result, settings } = edited((now) => saveRuleEdits(now, rule, null))
    expect(settings.passthrough[1]).toEqual(rule)
    expect(result).toContain('"alsoHandle": true')
    expect(result).not.toContain('verifyTls')
  })

  it('change a rule in its place, with its comments, and follow its name into the scenarios', () => {
    const { result, settings } = edited((now) =>
      saveRuleEdits(now, { ...ruleOf(now), name: 'quotes', alsoHandle: true }, 'prices'),
    )
    expect(settings.passthrough[0]).toMatchObject({ name: 'quotes', alsoHandle: true })
    expect(settings.scenarios[0]?.passthrough).toEqual({ quotes: false })
    expect(result).toContain('/* staging')
  })

  it('refuse a name that is taken', () => {
    expect(() => edited((now) => saveRuleEdits(now, ruleOf(now), null))).toThrow(
      'There is a passthrough rule called "prices" already.',
    )
  })

  it('add and change faults', () => {
    const fault = { name: 'lossy', drop: 0.1 }
    const full: Fault = { ...settingsOf('{"faults":[{"name":"lossy"}]}').faults[0], ...fault } as Fault
    expect(edited((now) => saveFaultEdits(now, full, null)).settings.faults[1]).toEqual(full)
    expect(edited((now) => saveFaultEdits(now, full, 'slow')).settings.faults).toEqual([full])
  })

  it('remove an entry from the scenarios too', () => {
    const { settings } = edited((now) => removeEdits(now, 'faults', 'slow'))
    expect(settings.faults).toEqual([])
    expect(settings.scenarios[0]?.faults).toEqual({})
  })

  it('put a removed entry back to its place, and into the scenarios that had it', () => {
    const before = settingsOf(text)
    const removed = removedEntry(before, 'faults', 'slow')
    const without = editSettings(text, removeEdits(before, 'faults', 'slow'))
    const other = editSettings(without, [{ path: ['faults', 0], value: { name: 'new' } }])
    const back = settingsOf(editSettings(other, restoreEdits(settingsOf(other), removed)))
    expect(back.faults.map(({ name }) => name)).toEqual(['slow', 'new'])
    expect(back.faults[0]).toEqual(before.faults[0])
    expect(back.scenarios).toEqual(before.scenarios)
    expect(() => edited((now) => restoreEdits(now, removed))).toThrow(
      'There is a fault called "slow" already.',
    )
  })

  it('name an entry that does not exist', () => {
    expect(() => edited((now) => removeEdits(now, 'faults', 'fast'))).toThrow(
      'The workspace has no fault called "fast".',
    )
  })

  it('disable and enable handler files', () => {
    expect(
      edited((now) => disableHandlerEdits(now, 'handlers/b.ts', true)).settings.handlers.disabled,
    ).toEqual(['handlers/a.ts', 'handlers/b.ts'])
    expect(
      edited((now) => disableHandlerEdits(now, 'handlers/a.ts', false)).settings.handlers.disabled,
    ).toEqual([])
    expect(edited((now) => disableHandlerEdits(now, 'handlers/a.ts', true)).result).toBe(text)
  })

  it('follow a handler file to its new name', () => {
    const { settings } = edited((now) => moveHandlerEdits(now, 'handlers/a.ts', 'handlers/z.ts'))
    expect(settings.handlers.disabled).toEqual(['handlers/z.ts'])
    expect(settings.scenarios[0]?.handlers?.disabled).toEqual(['handlers/z.ts'])
    expect(edited((now) => moveHandlerEdits(now, 'handlers/a.ts', null)).settings.handlers.disabled).toEqual(
      [],
    )
  })
})
