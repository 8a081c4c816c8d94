import { describe, expect, it } from 'vitest'
import { breakpointSchema, faultSchema, scenarioSchema } from '../../../shared/model/workspace'
import { initialData } from '../../stores/app-state'
import { type PaletteSources, paletteEntries } from './palette-entries'

function labels(data: Partial<PaletteSources>): readonly string[] {
  return paletteEntries({ ...initialData, ...data }, false).map(({ label }) => label)
}

const chat = { name: 'chat.ts', file: 'handlers/chat.ts', path: 'every path', passthrough: null }

describe('the entries of the palette beside the commands', () => {
  it('are none in an empty workspace', () => {
    expect(labels({})).toEqual([])
  })

  it('name each switch with what choosing it would do', () => {
    const fault = faultSchema.parse({ name: 'slow' })
    const breakpoint = breakpointSchema.parse({ name: 'orders' })
    const found = labels({
      faults: [{ fault, enabled: false }],
      breakpoints: [{ breakpoint, enabled: true, problem: null }],
      handlerFiles: [
        { path: 'handlers/chat.ts', disabled: false, version: '' },
        { path: 'handlers/shared.ts', disabled: false, version: '', shared: true },
      ],
    })
    expect(found).toEqual([
      'Switch fault slow on',
      'Switch breakpoint orders off',
      'Switch handler chat.ts off',
    ])
  })

  it('offer every scenario and the way out of them', () => {
    const all = [scenarioSchema.parse({ name: 'Crash' })]
    const found = labels({ scenarios: { all, active: 'Crash', disabledHandlers: [] } })
    expect(found).toHaveLength(2)
    expect(found[1]).toBe('Scenario: Crash')
  })

  it('say whose action it is only where several handlers have some', () => {
    const handlers = [{ ...chat, actions: ['Ring the bell'] }]
    const [only] = paletteEntries({ ...initialData, handlers }, false)
    expect(only).toMatchObject({ label: 'Action: Ring the bell' })
    expect(only?.description).toBeUndefined()
    const other = { ...chat, name: 'shop.ts', file: 'handlers/shop.ts', actions: ['Sell'] }
    const both = paletteEntries({ ...initialData, handlers: [...handlers, other] }, false)
    expect(both.map(({ description }) => description)).toEqual(['chat.ts', 'shop.ts'])
  })

  it('open recent workspaces, but not the one that is open', () => {
    const workspace = { ...initialData.workspace, folder: '/mocks/one' }
    expect(labels({ workspace, recentWorkspaces: ['/mocks/one', '/mocks/two'] })).toEqual([
      'Open recent workspace: two',
    ])
  })
})
