import { describe, expect, it } from 'vitest'
import { initialData } from '../../stores/app-state'
import { announcedChange } from './announced-change'
import { emptyScenario } from './scenario-draft'
import { changeWords, scenarioWords } from './scenario-words'
import type { SwitchState } from './switch-states'

const before: readonly SwitchState[] = [
  { list: 'passthrough', name: 'prices', own: true, now: true },
  { list: 'faults', name: 'slow', own: false, now: false },
  { list: 'breakpoints', name: 'orders', own: false, now: false },
  { list: 'handlers', name: 'handlers/a.ts', own: true, now: true },
]
const flipped = before.map((state) => ({ ...state, now: !state.now }))

describe('what a scenario switches, in words', () => {
  it('names each switch', () => {
    const crash = {
      ...emptyScenario,
      passthrough: { prices: false },
      handlers: { disabled: ['handlers/a.ts'] },
    }
    expect(scenarioWords(crash, before)).toBe('prices off · a.ts off')
    expect(scenarioWords(emptyScenario, before)).toBe('as in the file')
  })
})

describe('what is said when a scenario is chosen', () => {
  it('names what changed', () => {
    expect(changeWords('Crash', before, flipped)).toBe(
      'Crash: passthrough prices off, fault slow on, breakpoint orders on, handler a.ts off',
    )
    expect(changeWords(null, before, before)).toBe('As in the file: no switch changed')
  })

  it('leaves out what came or went meanwhile, and does not go on for ever', () => {
    expect(changeWords('Crash', before.slice(0, 1), flipped)).toBe('Crash: passthrough prices off')
    const many = Array.from(
      { length: 12 },
      (_, index) => ({ ...flipped[1], name: `f${index}` }) as SwitchState,
    )
    const were = many.map((state) => ({ ...state, now: false }))
    expect(changeWords('Crash', were, many)).toBe(
      'Crash: fault f0 on, fault f1 on, fault f2 on, fault f3 on, fault f4 on, fault f5 on, fault f6 on, fault f7 on, and 4 more',
    )
  })

  const file = { path: 'handlers/a.ts', disabled: false, version: '' }
  const calm = { ...initialData, ready: true, handlerFiles: [file] }
  const stormy = {
    ...calm,
    handlerFiles: [{ ...file, disabled: true }],
    scenarios: { ...calm.scenarios, active: 'Crash' },
  }

  it('holds until another switch is turned, or another workspace is opened', () => {
    expect(announcedChange(stormy, calm)).toBe('Crash: handler a.ts off')
    expect(announcedChange({ ...stormy }, stormy)).toBe(null)
    expect(announcedChange({ ...stormy, scenarios: { ...stormy.scenarios } }, stormy)).toBe(null)
    expect(announcedChange({ ...stormy, handlerFiles: [file] }, stormy)).toBe('')
    expect(announcedChange({ ...calm, workspace: { ...calm.workspace, folder: '/other' } }, stormy)).toBe('')
  })

  it('is nothing when the window opens with a scenario', () => {
    expect(announcedChange(stormy, initialData)).toBe('')
  })
})
