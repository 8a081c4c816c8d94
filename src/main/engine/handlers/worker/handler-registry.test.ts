import { describe, expect, it } from 'vitest'
import { HandlerRegistry } from './handler-registry'

const chat = { handlesPath: '/ws/chat/:channel' }
const all = {}
const versions = { handlesPath: /^\/v(?<n>\d+)$/g }

describe('HandlerRegistry', () => {
  it('finds the handlers of a path in the order of registration', () => {
    const registry = new HandlerRegistry()
    for (const handler of [all, chat, versions]) registry.register(handler)
    expect(registry.getHandlers('/ws/chat/lobby')).toEqual([all, chat])
    expect(registry.getHandlers('/v2')).toEqual([all, versions])
    expect(registry.getHandlers('/v2')).toEqual([all, versions])
    expect(registry.length).toBe(3)
  })

  it('knows whether a path is served', () => {
    const registry = new HandlerRegistry()
    expect([registry.isEmpty, registry.hasHandlerFor('/ws/chat/x')]).toEqual([true, false])
    registry.register(chat)
    expect([registry.isEmpty, registry.hasHandlerFor('/ws/chat/x'), registry.hasHandlerFor('/x')]).toEqual([
      false,
      true,
      false,
    ])
    registry.clear()
    expect([registry.isEmpty, registry.hasHandlerFor('/ws/chat/x')]).toEqual([true, false])
  })

  it('gives each handler the parameters of its own pattern', () => {
    const registry = new HandlerRegistry()
    for (const handler of [all, chat, versions]) registry.register(handler)
    const params = (path: string): unknown =>
      registry
        .match({ path, query: {}, headers: {}, protocols: [], remoteAddress: '' }, () => undefined)
        .map((one) => ({ ...one.params }))
    expect(params('/ws/chat/a')).toEqual([{}, { channel: 'a' }])
    expect(params('/v7')).toEqual([{}, { n: '7' }])
  })

  it('says whether a save reloads', () => {
    expect([new HandlerRegistry().isHotReloadEnabled, new HandlerRegistry(true).isHotReloadEnabled]).toEqual([
      false,
      true,
    ])
  })
})
