import { describe, expect, it } from 'vitest'
import { CommandRegistry } from './command-registry'

describe('CommandRegistry', () => {
  it('runs the handler that was registered for a command', () => {
    const registry = new CommandRegistry()
    const ran: string[] = []
    registry.register('server.start', () => void ran.push('start'))
    expect(registry.run('server.start')).toBe(true)
    expect(ran).toEqual(['start'])
  })

  it('says when nobody carries a command out', () => {
    const registry = new CommandRegistry()
    expect(registry.has('file.save')).toBe(false)
    expect(registry.run('file.save')).toBe(false)
  })

  it('keeps the handler of a component that mounted before the old one unmounted', () => {
    const registry = new CommandRegistry()
    const ran: string[] = []
    const removeOld = registry.register('file.save', () => void ran.push('old'))
    registry.register('file.save', () => void ran.push('new'))
    removeOld()
    registry.run('file.save')
    expect(ran).toEqual(['new'])
  })
})
